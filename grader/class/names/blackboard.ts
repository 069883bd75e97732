import type { Naming } from './naming.ts'

/**
 * `Lab 2_jdoe_attempt_2026-01-30-15-00-00_lab.zip`, or with `gradebook_COURSE_` before it. What ends
 * with the time is Blackboard's own note on the attempt, a text file.
 */
const NAME = /^(?:.*_)?([^_]+)_attempt_(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)(?:_(.+)|\.txt)?$/s

export const blackboard: Naming = {
  platform: 'blackboard',
  parse(name) {
    const [, user, day, hour, minute, second, file] = NAME.exec(name) ?? []
    if (!user || !day) return undefined
    const time = `${day}T${hour}:${minute}`
    const attempt = `${time}:${second}`
    return { student: user, who: user, id: user, time, attempt, file: file ?? 'attempt.txt' }
  },
}
