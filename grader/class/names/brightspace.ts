import { brightspaceTime } from './brightspace-time.ts'
import type { Naming } from './naming.ts'

/**
 * `27236-46025 - 23304308 Angood - 05 March 2026 612 PM`: a student's number and the assignment's,
 * then the name, which may hold ` - ` itself and begin with a team's or with the university's own
 * number for the student, then when it was handed in.
 */
const NAME = /^(\d+)-(\d+) - (.+) - (.+)$/s

export const brightspace: Naming = {
  platform: 'brightspace',
  parse(name) {
    const [, number, , who, date] = NAME.exec(withoutEnding(name)) ?? []
    if (!number || !who || !date) return undefined
    const time = brightspaceTime(date)
    // A team's folders name the team first, then whoever handed it in.
    const student = `${number} ${who.split(' - ')[0]}`
    const [, id = ''] = /^(\d+)\s/.exec(who) ?? []
    return { student, who, id, attempt: time ?? date, ...(time && { time }) }
  },
}

function withoutEnding(name: string): string {
  return name.replace(/\.zip$/i, '')
}
