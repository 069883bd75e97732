import { show } from '../harness/bytes.ts'
import { difference } from '../harness/difference.ts'
import { describeExit, type Program } from '../harness/program.ts'
import { openOn, type Protocol, socketsOf } from '../harness/sockets.ts'
import type { TcpConnection } from '../harness/tcp-connection.ts'

/** What a program is doing, as the rest of a sentence: "it exited with code 1, and said: …". */
export function state(program: Program): string {
  if (program.notStarted) return `it could not be started: ${program.notStarted}`
  if (program.flooded) return 'it printed without end and was stopped'
  if (program.exit) return `it ${describeExit(program.exit)}${saying(program)}`
  return `it is still running${saying(program)}`
}

/** What it printed last, if anything. */
function saying(program: Program): string {
  const lines = program.output.lines
    .map((line) => line.text)
    .filter((text) => text.trim() !== '' && !INTERNALS.test(text))
  if (lines.length === 0) return ' and has printed nothing'
  return `; the last it printed:\n${quote(lines.slice(-LAST))}`
}

/** Of an error's stack only the student's own lines are worth reading. */
const INTERNALS = /^\s+at .*\(?node:|^Node\.js v\d/
const LAST = 6
const WIDTH = 160

/** Lines set apart from the sentence around them. */
export function quote(lines: readonly string[]): string {
  if (lines.length === 0) return '  (nothing)'
  return lines
    .map((line) => `  | ${line.length > WIDTH ? `${line.slice(0, WIDTH)} …` : line}`)
    .join('\n')
}

/** What came over a connection, and how it stands. */
export function heard(connection: TcpConnection): string {
  const what =
    connection.received.length === 0 ? 'nothing came' : `${show(connection.received)} came`
  if (connection.error) return `${what}, and the connection broke (${connection.error.code})`
  return connection.isOver ? `${what}, and the program closed the connection` : what
}

/** Names the port that a server opened in place of its own, if it did: "it opened TCP port 9900; ". */
export function elsewhere(server: Program, protocol: Protocol): string {
  const held = server.pid === undefined ? [] : socketsOf(server.pid)
  const all = [...held, ...server.bindings]
  const other = all.find((it) => it.protocol === protocol && it.port !== server.port)
  if (other)
    return `it opened port ${other.port} (${other.address}), not the one that --port gave; `
  const wrong = all.find(
    (it) => it.port === server.port && (it.protocol !== protocol || !REACHED.includes(it.address)),
  )
  if (!wrong || server.isOver) return ''
  const name = wrong.protocol.toUpperCase()
  return wrong.protocol === protocol
    ? `it opened the port on ${wrong.address}, which localhost does not reach; `
    : `it opened the port for ${name}, not for ${protocol.toUpperCase()}; `
}

/** Why nobody answers on a server's port, from what the system says of the port now. */
export async function portState(server: Program, protocol: Protocol): Promise<string> {
  const isOpen = (await openOn(protocol, server.port)).length > 0
  if (isOpen && server.isOver)
    return 'the program ended, and another process of it still holds the port'
  if (isOpen) return 'it listens, and its backlog has no room for one more'
  return protocol === 'tcp' ? 'nobody listens there' : 'nobody holds it'
}

/** Addresses through which localhost reaches a server. */
const REACHED = ['127.0.0.1', '::1', '0.0.0.0', '::']

/** The kind of difference and the first wrong byte, as lines of their own. */
export function because(expected: Uint8Array, actual: Uint8Array): string {
  return difference(expected, actual)
    .map((line) => `\n${line}`)
    .join('')
}
