/**
 * A line with Python's `b'…'`, JSON's `\uXXXX`, and the `\xHH` of other languages, read as the text
 * that they stand for.
 */
export function readable(text: string): string {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return plain
    .replace(
      /(?<![a-z0-9])b(['"])((?:\\.|(?!\1)[^\\])*)\1/gi,
      (literal, _quote, body) => decodeBytes(body) ?? literal,
    )
    .replace(/(?:\\x[0-9a-f]{2})+/gi, (escapes) => decodeBytes(escapes) ?? escapes)
}

function decodeBytes(body: string): string | undefined {
  const parts = body.match(/\\x[0-9a-f]{2}|\\.|[^\\]/gis) ?? []
  const bytes = parts.map((part) => {
    if (/^\\x/.test(part)) return Number.parseInt(part.slice(2), 16)
    if (part.startsWith('\\')) return (ESCAPES[part[1] as string] ?? part[1] ?? '').charCodeAt(0)
    return part.charCodeAt(0)
  })
  if (bytes.some((byte) => byte > 255)) return undefined
  return Buffer.from(bytes).toString('utf8')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

/** For `--strict`: runs of spaces count as one, and `'…'` as the text in it. */
export function squeeze(text: string): string {
  return text
    .replace(/'([^']*)'/g, '$1')
    .replace(/ +/g, ' ')
    .trim()
}

/** A pattern for any spelling of a loopback address with this port, after `squeeze`. */
export function address(port: number): string {
  return `\\(?\\[?'?(?:127\\.0\\.0\\.1|localhost|::1|::ffff:127\\.0\\.0\\.1)'?\\]?\\s?(?:,|:|port)?\\s?${port}(?:, ?\\d+)*\\)?`
}

/** A pattern for exactly this text. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
