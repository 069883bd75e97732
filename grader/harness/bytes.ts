/** So many bytes that are no text are shown: more of them tell nobody anything. */
const BINARY = 12

/** Bytes made visible: text in quotes, with escapes for what has no shape of its own. */
export function show(bytes: Uint8Array, most = 70): string {
  const text = Buffer.from(bytes).toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(Buffer.from(bytes))
  const shown = isText ? text : Buffer.from(bytes).toString('latin1')
  const escaped = [...shown].map((it) => (isText ? escapeCharacter(it) : escapeByte(it)))
  if (escaped.length <= most && (isText || escaped.length <= BINARY)) return `"${escaped.join('')}"`
  return `"${escaped.slice(0, isText ? most : BINARY).join('')}" … (${bytes.length} bytes in all)`
}

function escapeCharacter(character: string): string {
  const named = NAMED[character]
  if (named) return named
  const code = character.codePointAt(0) as number
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

/** "33 bytes", "1 byte". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
