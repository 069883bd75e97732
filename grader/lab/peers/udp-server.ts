import type { Program } from '../../harness/program.ts'
import { type Reply, UdpServer } from '../../harness/udp-server.ts'
import type { Datagram } from '../../harness/udp-socket.ts'
import type { CheckContext } from '../check.ts'
import { MESSAGE } from '../tasks.ts'

/** What one run of a client against the grader's UDP server left. */
export type UdpClientRun = {
  client: Program
  received: readonly Datagram[]
  /** Waits for the first datagram, which is answered at once; false when none came in time. */
  answered(): Promise<boolean>
}

/** Runs the client against a server that answers each datagram by `answer`, or with itself. */
export async function runUdpClient(
  context: CheckContext,
  answer: (datagram: Datagram, reply: Reply) => void = echo,
): Promise<UdpClientRun> {
  const { trial } = context
  const port = await trial.freePort()
  const { received } = await UdpServer.bind(trial, port, answer)
  const client = await context.start('client', { port })
  const answered = async () =>
    (await trial.until(() => received.length > 0, { of: [client] })) === true
  return { client, received, answered }
}

/** The datagram with the lab's message, or the first one: a client may send others besides. */
export function messageAmong(datagrams: readonly Buffer[]): Buffer {
  return datagrams.find((it) => it.includes(MESSAGE)) ?? datagrams[0] ?? Buffer.alloc(0)
}

function echo(datagram: Datagram, reply: Reply): void {
  reply(datagram.bytes)
}
