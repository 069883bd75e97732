/**
 * Whether a text has this number, whole: 990 is not in 9900. A long list of numbers tells none of
 * them.
 */
export function hasNumber(text: string, number: number): boolean {
  const has = new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text)
  return has && new Set(text.match(/\d+/g)).size <= MOST
}

/** A line with a time stamp, two addresses and the message byte by byte has fewer. */
const MOST = 100

/** A line with more counts than these is a list to choose from. */
const FEW = 4

/** Whether the count of bytes in a line is this one; its address and time stamp are no counts. */
export function countsBytes(text: string, bytes: number, port: number): boolean {
  const rest = text
    .replace(/\d{1,3}(?:\.\d{1,3}){3}|::ffff:|::1/g, ' ')
    .replace(new RegExp(`(?<!\\d)${port}(?!\\d)`, 'g'), ' ')
    .replace(/\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}[T ]?/g, ' ')
    .replace(/\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?/g, ' ')
  const named = [...rest.matchAll(/(\d+)\s*(?:bytes?|octets?|b\b)|bytes?\W{0,3}(\d+)/gi)]
  if (named.length > FEW) return false
  if (named.length > 0) return named.some((match) => Number(match[1] ?? match[2]) === bytes)
  return hasNumber(rest, bytes)
}
