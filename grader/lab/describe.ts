import { show } from '../harness/bytes.ts'
import { describeExit, type Program } from '../harness/program.ts'
import type { TcpConnection } from '../harness/tcp-connection.ts'

/** What a program is doing, as the rest of a sentence: "it exited with code 1, and said: …". */
export function state(program: Program): string {
  if (program.notStarted) return `it could not be started: ${program.notStarted}`
  if (program.flooded) return 'it printed without end and was stopped'
  if (program.exit) return `it ${describeExit(program.exit)}${saying(program)}`
  return `it is still running${saying(program)}`
}

/** What it printed last, if anything. */
export function saying(program: Program): string {
  const lines = program.output.lines.map((line) => line.text).filter((text) => text.trim() !== '')
  if (lines.length === 0) return ' and has printed nothing'
  return `; the last it printed:\n${quote(lines.slice(-LAST))}`
}

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
