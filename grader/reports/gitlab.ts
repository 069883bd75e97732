import { stripVTControlCharacters } from 'node:util'
import type { Log } from './log.ts'

/** The log of GitLab's CI, whose groups are sections with a time in seconds at both ends. */
export function gitlabLog(now: Date): Log {
  const time = Math.floor(now.getTime() / 1000)
  const mark = (kind: 'start' | 'end', id: string) =>
    `\u001b[0Ksection_${kind}:${time}:${id}\r\u001b[0K`
  return {
    group: ([title = '', ...lines]) => {
      const name = stripVTControlCharacters(title).toLowerCase()
      const id = name.replace(/[^a-z0-9]+/g, '_')
      return [mark('start', id) + title, ...lines, mark('end', id)]
    },
    plain: (lines) => [...lines],
  }
}
