import { count } from '../../harness/bytes.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { quote, state } from '../describe.ts'
import { STEMS } from '../wording/keywords.ts'
import { readable } from '../wording/spelling.ts'
import { linesHold } from '../wording/values.ts'

/** What passed between a client and a server, and how the client was to print it. */
type Exchanged = {
  reply: string
  sent: string
  /** The sheet's keyword. */
  keyword: 'Received' | 'received'
  /** The longest piece (bytes); any length if left out. */
  most?: number
}

/**
 * What a client printed in `Received` lines in place of the reply, and what that is where it can be
 * told: a part of the reply, or the message that it sent itself.
 */
export function receivedInstead(
  { wording }: CheckContext,
  client: Program,
  exchanged: Exchanged,
): string {
  const { keyword } = exchanged
  const lines = wording.receivedLines(client.output)
  if (lines.length === 0) return `it printed no \`${keyword}\` line; ${state(client)}`
  const told = explanation(lines.map(readable), exchanged)
  const what = `its \`${keyword}\` lines ${told ? `hold ${told}` : 'were'}`
  return `${what}:\n${quote(lines)}\n${state(client)}`
}

function explanation(
  lines: readonly string[],
  { reply, sent, most }: Exchanged,
): string | undefined {
  if (lines.length > MANY) return undefined
  const hold = (text: string) => linesHold(lines, STEMS.receive, text, Number.POSITIVE_INFINITY)
  if (sent !== '' && sent !== reply && hold(sent)) return 'the message that it sent, not the reply'
  if (lines.some((line) => line.includes(hexOf(reply)))) return 'the bytes as numbers, not as text'
  if (hold(reply)) {
    const isTooLong = most !== undefined && !linesHold(lines, STEMS.receive, reply, most)
    return isTooLong ? `all of it, but in pieces of more than ${most} bytes` : undefined
  }
  if (hold(reply.replaceAll(' ', ''))) return 'all of it but its blanks'
  const length = lengthOfBeginning(lines, reply)
  if (length === undefined) return undefined
  return `only the first ${length} of its ${count(reply.length, 'byte')}`
}

/** How the first bytes look where a program prints each as a number: `54 62 58 5a`. */
function hexOf(text: string): string {
  const bytes = [...Buffer.from(text.slice(0, LEAST), 'latin1')]
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

/** How much of the reply's beginning the lines hold, all of them taken together. */
function lengthOfBeginning(lines: readonly string[], reply: string): number | undefined {
  const hold = (some: readonly string[], text: string) =>
    linesHold(some, STEMS.receive, text, Number.POSITIVE_INFINITY)
  const lengths = Array.from({ length: reply.length - LEAST }, (_, at) => reply.length - 1 - at)
  return lengths.find((length) => {
    const beginning = reply.slice(0, length)
    return hold(lines, beginning) && !hold(lines.slice(0, -1), beginning)
  })
}

/** More lines than a reply has bytes, and others between them, are not explained. */
const MANY = 200

/** So many bytes that are right are no coincidence. */
const LEAST = 4
