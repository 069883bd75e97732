import type net from 'node:net'
import type { Program } from './program.ts'
import { connect } from './tcp-client.ts'
import type { TcpConnection } from './tcp-connection.ts'
import { TcpServer } from './tcp-server.ts'
import type { Trial } from './trial.ts'

/** How long a side must be silent before a part of a message is passed on (ms). */
const SILENCE = 100

/** What passed through a proxy, both ways, over all connections. */
export type Passed = { toServer: () => Buffer; toClient: () => Buffer }

/**
 * Listens on `port` and passes everything on to the server and back, so that the grader sees it.
 * A message is passed on whole: `size` bytes at a time towards the server, and back as many as
 * the server was sent, or less after a silence or the end.
 */
export async function proxyTcp(
  trial: Trial,
  server: Program,
  port: number,
  size: number,
): Promise<Passed> {
  const pairs: { client: TcpConnection; server: TcpConnection }[] = []
  await TcpServer.listen(trial, port, async (client) => {
    const onward = await connect(trial, server)
    if (!onward) return client.reset()
    pairs.push({ client, server: onward })
    void pass(trial, client, onward, () => size)
    void pass(trial, onward, client, () => client.receivedLength)
  })
  return {
    toServer: () => Buffer.concat(pairs.map((pair) => pair.client.received)),
    toClient: () => Buffer.concat(pairs.map((pair) => pair.server.received)),
  }
}

async function pass(
  trial: Trial,
  from: TcpConnection,
  to: TcpConnection,
  whole: () => number,
): Promise<void> {
  let passed = 0
  const isDue = () => {
    const waiting = from.receivedLength - passed
    const silent = performance.now() - from.lastHeard >= SILENCE
    return from.isOver || (waiting > 0 && (from.receivedLength >= whole() || silent))
  }
  // A client may have sent all and half-closed before the server was reached.
  do {
    await trial.until(() => isDue() || to.closed, {
      limit: Number.POSITIVE_INFINITY,
      poll: SILENCE / 4,
    })
    const bytes = from.received.subarray(passed)
    passed += bytes.length
    if (bytes.length > 0 && isWritable(to.socket)) to.send(bytes)
  } while ((!from.isOver || passed < from.receivedLength) && !to.closed)
  if (from.ended) to.end()
  else to.destroy()
}

function isWritable(socket: net.Socket): boolean {
  return socket.writable && !socket.writableEnded
}
