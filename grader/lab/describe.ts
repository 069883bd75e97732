import { basename } from 'node:path'
import { showLike } from '../harness/bytes.ts'
import { difference } from '../harness/difference.ts'
import { describeExit, type Program } from '../harness/program.ts'
import type { TcpConnection } from '../harness/tcp-connection.ts'
import { type Uncaught, uncaughtIn } from '../harness/uncaught.ts'

/**
 * What a program is doing, as the rest of a sentence, with its own error and what it printed last:
 * "it exited with code 1 after an error in line 12 of t1-tcp-echo/server.ts: …".
 */
export function state(program: Program): string {
  const printed = wordsOf(program)
  if (program.notStarted) return ending(program)
  if (printed.length === 0)
    return `${ending(program)}${reportsError(program) ? '' : ' and has printed nothing'}`
  const last = `the last it printed:\n${quote(printed.slice(-LAST))}`
  return `${ending(program)}${reportsError(program) ? '\n' : '; '}${last}`
}

/** The same without what it printed. */
export function ending(program: Program): string {
  if (program.notStarted) return `it could not be started: ${program.notStarted}`
  if (program.breach) return `it ${program.breach} and was stopped`
  const { error } = uncaughtIn(program.output.lines)
  if (!error && program.exit && program.askedInVain) return `${doing(program)}: ${asking('')}`
  return `${doing(program)}${error ? reported(error, program) : ''}`
}

/** The lines that a program printed, but for empty ones and its language's own report of an error. */
export function wordsOf(program: Program): string[] {
  const { others } = uncaughtIn(program.output.lines)
  return others.map((line) => line.text).filter((text) => text.trim() !== '')
}

/** Whether a program reports an error of its own, as its language does when nobody catches it. */
export function reportsError(program: Program): boolean {
  return uncaughtIn(program.output.lines).error !== undefined
}

function doing(program: Program): string {
  const { lines } = program.output
  if (program.flooded) return 'it printed without end and was stopped'
  if (program.exit) return `it ${describeExit(program.exit)}`
  if (lines.length > MANY) return `it is still running, and has printed ${lines.length} lines`
  return `it is still running${program.isBusy ? ', and busy all the time' : ''}`
}

/** More lines than this no program of the lab has reason to print in one check. */
const MANY = 1000

/** The error of a program, set apart from the sentence around it. */
function reported({ kind, message, place }: Uncaught, program: Program): string {
  const where = place ? ` in line ${place.line} of ${nameOf(place.file, program)}` : ''
  const what = {
    error: ` after an error${where}`,
    syntax: `: ${languageOf(program)} can't read it, because of an error${where}`,
    input: `: ${asking(where)}`,
    await: `: it waits${where} for something that can't come any more`,
  }[kind === 'await' && program.askedInVain ? 'input' : kind]
  const quoted = quote([place?.source ?? '', message].filter((text) => text !== ''))
  return `${what}:\n${quoted}${DENIED.test(message) ? `\n${MAY}` : ''}`
}

/** Node's words advise an option that is not the student's to give. */
const DENIED = /Access to this API has been restricted|ERR_ACCESS_DENIED|addons is disabled/
const MAY =
  'while it is graded, a Node program may read its own files and use the network: it may not write files, or start processes or workers'

function asking(where: string): string {
  return `it asks for a line of standard input${where}, and that is at its end`
}

/** A file as the student knows it. */
function nameOf(file: string, { name }: Program): string {
  const path = file.replaceAll('\\', '/')
  return name.split(' ').find((word) => path.endsWith(`/${word}`)) ?? basename(file)
}

/** What runs a program: the command's own name, or what the ending stands for. */
function languageOf({ name }: Program): string {
  if (/\.[mc]?[jt]s$/.test(name)) return 'Node'
  return name.endsWith('.py') ? 'Python 3' : (name.split(' ')[0] as string)
}

const LAST = 6
const WIDTH = 160
/** So many lines are quoted: half of them from the beginning, half from the end. */
const MOST = 12

/** Lines set apart from the sentence around them; of many the middle is cut out. */
export function quote(lines: readonly string[]): string {
  if (lines.length === 0) return '  (nothing)'
  const quoted = lines.map(
    (line) => `  | ${line.length > WIDTH ? `${line.slice(0, WIDTH)} …` : line}`,
  )
  if (lines.length > MOST) {
    quoted.splice(MOST / 2, lines.length - MOST, `  … ${lines.length - MOST} more …`)
  }
  return quoted.join('\n')
}

/** What came over a connection in place of what was expected, and how it stands. */
export function heard(connection: TcpConnection, expected: Uint8Array): string {
  const { received } = connection
  const what = received.length === 0 ? 'nothing came' : `${showLike(expected, received)} came`
  if (connection.error) return `${what}, and the connection broke (${connection.error.code})`
  return connection.isOver ? `${what}, and the program closed the connection` : what
}

/** The kind of difference and the first wrong byte, as lines of their own. */
export function because(expected: Uint8Array, actual: Uint8Array): string {
  return difference(expected, actual)
    .map((line) => `\n${line}`)
    .join('')
}
