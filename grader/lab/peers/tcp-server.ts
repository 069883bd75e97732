import type { Program } from '../../harness/program.ts'
import type { TcpConnection } from '../../harness/tcp-connection.ts'
import { TcpServer } from '../../harness/tcp-server.ts'
import type { Trial } from '../../harness/trial.ts'
import type { CheckContext } from '../check.ts'
import { MESSAGE } from '../tasks.ts'

/** A message of another length than the lab's is over when nothing more has come for so long (ms). */
const SILENCE = 60

/** What one run of a client against the grader's server left. */
export type ClientRun = {
  client: Program
  /** Everything that the client sent, over all its connections. */
  sent(): Buffer
  /** Everything that the grader's server sent back. */
  sentBack(): string
  connections: readonly TcpConnection[]
  /** Resolves when the first message has been answered; false when none came in time. */
  answered(): Promise<boolean>
}

/** How the grader's server answers a message; by default with the message itself. */
export type Answer = (connection: TcpConnection, message: Buffer) => void | Promise<void>

/**
 * Runs the client against a server that answers each connection's first message with `answer` and
 * whatever else comes with itself. It stays open until the client closes or half-closes; where the
 * client is known to wait for the server to close (its `exit` check failed), it is let go.
 */
export async function runClient(context: CheckContext, answer: Answer = echo): Promise<ClientRun> {
  const { trial } = context
  const letGo = context.outcomeOf('t1.client.exit')?.result === 'failed'
  let answers = 0
  const port = await trial.freePort()
  const server = await TcpServer.listen(trial, port, async (connection) => {
    const length = await awaitMessage(trial, connection)
    if (length === 0) return connection.end()
    await answer(connection, connection.received.subarray(0, length))
    answers++
    trial.changes.notify()
    if (letGo) connection.end()
    await echoTheRest(trial, connection, length)
  })
  const client = await context.start('client', { port })
  return {
    client,
    sent: () => Buffer.concat(server.connections.map((it) => it.received)),
    sentBack: () => Buffer.concat(server.connections.flatMap((it) => it.sent)).toString('latin1'),
    connections: server.connections,
    answered: async () => (await trial.until(() => answers > 0, { of: [client] })) === true,
  }
}

const echo: Answer = (connection, message) => connection.send(message)

/** Waits for a whole message: the lab's length, or the end, or silence after some bytes. */
async function awaitMessage(trial: Trial, connection: TcpConnection): Promise<number> {
  await trial.until(() => isMessage(connection) || connection.isOver, {
    limit: NO_LIMIT,
    poll: SILENCE / 3,
  })
  return connection.receivedLength
}

function isMessage({ receivedLength, lastHeard }: TcpConnection): boolean {
  if (receivedLength >= MESSAGE.length) return true
  return receivedLength > 0 && performance.now() - lastHeard >= SILENCE
}

async function echoTheRest(trial: Trial, connection: TcpConnection, from: number): Promise<void> {
  let position = from
  while (!connection.isOver) {
    await trial.until(() => connection.receivedLength > position || connection.isOver, {
      limit: NO_LIMIT,
    })
    if (connection.receivedLength > position && !connection.socket.writableEnded) {
      connection.send(connection.received.subarray(position))
    }
    position = connection.receivedLength
  }
  connection.end()
}

/** The peer's own waiting has no limit: the check's has, and its end closes the connection. */
const NO_LIMIT = Number.POSITIVE_INFINITY
