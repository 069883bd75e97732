import { isUtf8 } from 'node:buffer'

/** So many characters of a text are shown. */
const MOST = 70
/** So many bytes that are no text are shown: more of them tell nobody anything. */
const BINARY = 12

/** A character has at most so many bytes in UTF-8. */
const LONGEST = 4

/** Bytes made visible: text in quotes, with escapes for what has no shape of its own. */
export function show(bytes: Uint8Array, most = MOST): string {
  return shown(bytes, most, isText(bytes))
}

/** The same for bytes that should have been others: as bytes, where those were no text. */
export function showLike(expected: Uint8Array, bytes: Uint8Array): string {
  return shown(bytes, MOST, isText(expected) && isText(bytes))
}

/** UTF-8 in which nobody has put U+FFFD for bytes that were none. */
function isText(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !Buffer.from(bytes).includes('\uFFFD')
}

function shown(bytes: Uint8Array, most: number, asText: boolean): string {
  // Only so much of a large message is looked at as can matter.
  const first = Buffer.from(bytes.subarray(0, (most + 1) * LONGEST))
  const shown = first.toString(asText ? 'utf8' : 'latin1')
  const escaped = [...shown].map((it) => (asText ? escapeCharacter(it) : escapeByte(it)))
  if (escaped.length <= most && (asText || escaped.length <= BINARY)) return `"${escaped.join('')}"`
  return `"${escaped.slice(0, asText ? most : BINARY).join('')}" … (${bytes.length} bytes in all)`
}

/** Text in which everything that has no shape of its own is made visible, also line ends. */
export function visible(text: string): string {
  return [...text].map(escapeInvisible).join('')
}

function escapeCharacter(character: string): string {
  return NAMED[character] ?? escapeInvisible(character)
}

function escapeInvisible(character: string): string {
  const code = character.codePointAt(0) as number
  if (code >= 0x20 && code < 0x7f) return character
  const invisible =
    code < 0x20 || (code >= 0x7f && code < 0xa0) || /\p{Cf}|\p{Zl}|\p{Zp}/u.test(character)
  return invisible ? `\\u{${code.toString(16)}}` : character
}

function escapeByte(character: string): string {
  const code = character.charCodeAt(0)
  if (NAMED[character]) return NAMED[character]
  return code >= 0x20 && code < 0x7f ? character : `\\x${code.toString(16).padStart(2, '0')}`
}

const NAMED: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
}

/** Where two byte strings begin to differ, or undefined when they are equal. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number | undefined {
  const most = Math.max(left.length, right.length)
  for (let index = 0; index < most; index++) if (left[index] !== right[index]) return index
  return undefined
}

/** Bytes in hexadecimal: `54 62`. */
export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

/** Bytes as ASCII, with a dot for each that has no shape there. */
export function ascii(bytes: Uint8Array): string {
  const shapes = [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x2e))
  return String.fromCharCode(...shapes)
}

/** "33 bytes", "1 byte". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
