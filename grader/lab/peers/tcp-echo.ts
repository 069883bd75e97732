import { firstDifference, show } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import { connect } from '../../harness/tcp-client.ts'
import type { TcpConnection } from '../../harness/tcp-connection.ts'
import type { Trial } from '../../harness/trial.ts'
import { because, heard, reportsError, state } from '../describe.ts'
import { elsewhere, portState } from '../whereabouts.ts'
import { lateness } from './lateness.ts'

/** How long a server may take to close its side after the grader has left (ms). */
const LEAVE = 400

/** Connects to the server, or fails the check. @param who of several clients, as "client 2 of 5" */
export async function connectTo(
  trial: Trial,
  server: Program,
  who?: string,
): Promise<TcpConnection> {
  const connection = await connect(trial, server)
  if (connection) return connection
  const expected = `a TCP connection on port ${server.port}${who ? ` from ${who}` : ''} to be accepted`
  const why = await portState(server, 'tcp')
  return fail({ expected, seen: `${why}: ${elsewhere(trial, server, 'tcp')}${state(server)}` })
}

/** Sends a message and waits until as many bytes have come back, or none can come any more. */
async function exchange(
  trial: Trial,
  server: Program,
  connection: TcpConnection,
  message: Uint8Array,
): Promise<Buffer> {
  connection.send(message)
  await awaitBytes(trial, server, connection, message.length)
  return connection.received
}

/** Waits for bytes; each that comes gives the program its time anew, for a minute in all. */
export async function awaitBytes(
  trial: Trial,
  server: Program,
  connection: TcpConnection,
  length: number,
): Promise<void> {
  const begun = performance.now()
  let size = -1
  while (connection.receivedLength !== size && performance.now() - begun < ENOUGH) {
    size = connection.receivedLength
    await trial.until(
      () =>
        connection.receivedLength >= length ||
        connection.isOver ||
        connection.receivedLength > size,
      { of: [server], since: connection.lastHeard },
    )
    if (connection.receivedLength >= length || connection.isOver) return
  }
}

/** A server that sends its bytes one at a time, with pauses, is not waited for for ever (ms). */
const ENOUGH = 60_000

/** Sends a message, and fails the check unless exactly it comes back. @param who as in `connectTo` */
export async function expectEcho(
  trial: Trial,
  server: Program,
  connection: TcpConnection,
  message: Uint8Array,
  who?: string,
): Promise<void> {
  await exchange(trial, server, connection, message)
  const back = connection.received.subarray(0, message.length)
  if (firstDifference(back, message) === undefined) return
  const late = await lateness(trial, server, () => connection.receivedLength > 0)
  const seen = `${late ?? heard(connection, message)}${fate(server, connection)}${because(message, connection.received)}`
  fail({ expected: `${show(message)} to come back${who ? ` to ${who}` : ''}`, seen })
}

/** Leaves as a client does: closes, and takes what the server still sends until it closes too. */
export async function leave(trial: Trial, connection: TcpConnection): Promise<void> {
  connection.end()
  await trial.until(() => connection.isOver, { limit: LEAVE })
}

/** What became of the server, where that can be why the echo is wrong. */
function fate(server: Program, connection: TcpConnection): string {
  const mayTell = server.isOver || connection.receivedLength === 0 || reportsError(server)
  return mayTell ? `; ${state(server)}` : ''
}
