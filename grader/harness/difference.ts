import { ascii, count, firstDifference, hex, show } from './bytes.ts'

/**
 * What is different about bytes that should have been the same: the kind of difference where it is
 * a known one, and a window around the first wrong byte, in text and in hex, with a caret under it.
 * @returns lines; empty when they are equal
 */
export function difference(expected: Uint8Array, actual: Uint8Array): string[] {
  const at = firstDifference(expected, actual)
  if (at === undefined) return []
  const kind = kindOf(Buffer.from(expected), Buffer.from(actual))
  const head = kind ? [`${kind}.`] : []
  if (actual.length === 0) return head
  return [
    ...head,
    `the first difference is at byte ${at}:`,
    ...window('expected', expected, at),
    ...window('received', actual, at),
    caret(expected, at),
  ]
}

/** The known kinds of damage, most specific first; undefined for any other. */
function kindOf(expected: Buffer, actual: Buffer): string | undefined {
  if (actual.length === 0) return undefined
  const text = actual.toString('latin1')
  const wanted = expected.toString('latin1')
  if (text === wanted + wanted) return 'it came twice'
  if (text === `${wanted}\n` || text === `${wanted}\r\n`) return 'a newline was added at its end'
  if (wanted === `${text}\n`) return 'the newline at its end is missing'
  if (actual.equals(Buffer.from(expected.toString('utf8')))) {
    return 'bytes were decoded as UTF-8 and encoded again: each that is no UTF-8 became EF BF BD'
  }
  if (actual.toString().toLowerCase() === expected.toString().toLowerCase())
    return 'upper and lower case were changed'
  if (actual.equals(Buffer.from(wanted, 'utf8')))
    return 'bytes were read as Latin-1 and sent as UTF-8'
  if (actual.equals(expected.map((byte) => byte & 0x7f)))
    return 'the highest bit of each byte was lost, as in ASCII'
  if (text.length < wanted.length && wanted.trim() === text.trim())
    return 'blanks at its ends were cut off'
  if (wanted.startsWith(text))
    return `it was cut short: ${actual.length} of ${count(expected.length, 'byte')} came`
  if (text.startsWith(wanted))
    return `something was added at its end: ${show(actual.subarray(expected.length), 30)}`
  if (text.endsWith(wanted))
    return `something was added before it: ${show(actual.subarray(0, actual.length - expected.length), 30)}`
  if ([...wanted].reverse().join('') === text) return 'it was turned round'
  return undefined
}

const BEFORE = 6
const WIDTH = 14

function window(label: string, bytes: Uint8Array, at: number): string[] {
  const part = Buffer.from(bytes).subarray(from(at), from(at) + WIDTH)
  return [`  ${label}  ${hex(part).padEnd(WIDTH * 3)} ${ascii(part)}`]
}

function caret(bytes: Uint8Array, at: number): string {
  const column = Math.min(at, bytes.length + 1) - from(at)
  return `            ${' '.repeat(column * 3)}^^${' '.repeat((WIDTH - column) * 3 - 2)} ${' '.repeat(column)}^`
}

function from(at: number): number {
  return Math.max(0, at - BEFORE)
}
