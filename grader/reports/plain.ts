import type { CheckReport } from '../scoring/report.ts'
import { diagram } from './diagram.ts'
import { wrap } from './wrap.ts'

/** All that is to be said of a check that did not pass, as text for a block of fixed width. */
export function detailsOf(check: CheckReport): string {
  const { status, message, hint, evidence, repeat } = check
  // There is nothing to do about one that is blocked.
  if (status === 'blocked') return block(message)
  const rows = diagram(evidence).join('\n')
  const told = [block(message), hint && block(`hint: ${hint}`), harmless(rows)]
  return [...told, repeat && harmless(`again: ${repeat}`)].filter(Boolean).join('\n\n')
}

/** Text in lines of a width at which nobody has to scroll; what is quoted stays as it is. */
export function block(text: string): string {
  return wrap(harmless(text), WIDTH, '').join('\n')
}

const WIDTH = 96

/** What blocked a check, in a few words. */
export function causeOf({ message }: CheckReport): string {
  const id = /because (\S+) failed first/.exec(message)?.[1]
  return id ? `blocked by ${id}` : message
}

/**
 * Text with a mark in place of whatever a page, a terminal, a log and XML have no room for: control
 * characters but line ends and tabs, Unicode's own line separators, what turns text around, halves of
 * characters, and two code points that are none.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}|[\u{2028}-\u{202e}\u{2066}-\u{2069}\u{fffe}\u{ffff}]/gu, '\u{fffd}')
}

/** The first rendering that has at most so many bytes; the last one if none has. */
export function firstWithin(bytes: number, renderings: readonly (() => string)[]): string {
  let text = ''
  for (const render of renderings) {
    text = render()
    if (Buffer.byteLength(text) <= bytes) break
  }
  return text
}
