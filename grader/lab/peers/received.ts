import { count } from '../../harness/bytes.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { quote, state } from '../describe.ts'
import { STEMS } from '../wording/keywords.ts'
import { readable } from '../wording/spelling.ts'
import { linesHold } from '../wording/values.ts'

/** What passed between a client and the grader's server, and how long a printed piece may be (bytes). */
type Exchanged = { reply: string; sent: string; most?: number }

/**
 * What a client printed in `Received` lines in place of the reply, and what that is where it can be
 * told: a part of the reply, or the message that it sent itself.
 */
export function receivedInstead(
  { wording }: CheckContext,
  client: Program,
  exchanged: Exchanged,
): string {
  const lines = wording.receivedLines(client.output)
  if (lines.length === 0) return `it printed no \`Received\` line; ${state(client)}`
  const told = explanation(client, exchanged)
  const what = told ? `its \`Received\` lines hold ${told}` : 'its `Received` lines were'
  return `${what}:\n${quote(lines)}\n${state(client)}`
}

function explanation({ output }: Program, { reply, sent, most }: Exchanged): string | undefined {
  const texts = output.lines.map((line) => readable(line.text))
  const holds = (text: string, limit = Number.POSITIVE_INFINITY) =>
    text !== '' && linesHold(texts, STEMS.receive, text, limit)
  if (holds(sent)) return 'the message that it sent, not the reply'
  if (holds(reply)) {
    const isTooLong = most !== undefined && !holds(reply, most)
    return isTooLong ? `all of it, but in pieces of more than ${most} bytes` : undefined
  }
  const lengths = Array.from({ length: reply.length }, (_, at) => reply.length - at)
  const length = lengths.find((it) => it >= LEAST && holds(reply.slice(0, it)))
  return length === undefined
    ? undefined
    : `only the first ${length} of its ${count(reply.length, 'byte')}`
}

/** So many bytes that are right are no coincidence. */
const LEAST = 4
