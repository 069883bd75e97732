import type { Program } from '../../harness/program.ts'
import type { TcpConnection } from '../../harness/tcp-connection.ts'
import type { CheckContext } from '../check.ts'

/** A way in which TCP may cut a reply up; `name` completes "when it came …". */
export type Cut = { name: string; pieces: (reply: Buffer) => Buffer[] }
const whole: Cut = { name: 'all at once', pieces: (reply) => [reply] }
const eachByte: Cut = {
  name: 'a byte at a time',
  pieces: (reply) =>
    cutAfter(
      reply,
      Array.from(reply, (_, at) => at + 1),
    ),
}
const uneven: Cut = {
  name: 'in uneven parts',
  pieces: (reply) => cutAfter(reply, [1, 6, 17, 18, 30]),
}

/** Every way that is tried, the hardest first. */
export const cuts: readonly Cut[] = [eachByte, uneven, whole]

function cutAfter(bytes: Buffer, positions: number[]): Buffer[] {
  const ends = [...positions.filter((at) => at < bytes.length), bytes.length]
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end))
}

/** A client that sleeps on for so long after a piece does not want it yet (ms). */
const UNMOVED = 60
/** How long a piece may wait at most to be read before the next one is sent (ms). */
const UNREAD = 1000

/** Sends a piece, and lets the client read it before the next: TCP would join the two. */
export async function sendPiece(
  { trial }: CheckContext,
  client: Program | undefined,
  connection: TcpConnection,
  piece: Buffer,
): Promise<void> {
  const before = client?.activity?.computed
  connection.send(piece)
  const sentAt = performance.now()
  await trial.until(
    () => {
      const age = performance.now() - sentAt
      const activity = client?.activity
      if (connection.closed) return true
      if (!activity) return age > UNMOVED / 3
      return activity.asleep && age > 1 && (activity.computed !== before || age > UNMOVED)
    },
    { limit: UNREAD, poll: 2 },
  )
}
