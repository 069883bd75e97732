import { fail } from '../../harness/check-failed.ts'
import type { Line } from '../../harness/output.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { ending, reportsError, state } from '../describe.ts'
import { isCut } from '../evidence.ts'
import { hasNumber } from '../wording/numbers.ts'
import { printed } from './printed.ts'

/**
 * Whether a program says something that it does not say when all goes well: then it tells of the
 * trouble, in whatever words. A line that only begins like a usual one tells nothing, nor does a
 * usual one with other data in it.
 */
export function tellsTrouble(program: Program, usual: readonly string[], data = ''): boolean {
  return troubleIn(program, usual, data).length > 0
}

function troubleIn({ output }: Program, usual: readonly string[], data = ''): readonly Line[] {
  const known = usual.map(reduce)
  const telling = output.lines.filter(({ text }) => {
    const reduced = reduce(text)
    if (reduced === '' || known.some((line) => line.startsWith(reduced))) return false
    return !isUsualWith(data, text, known)
  })
  const isFound = telling.length > 0
  output.noteLook({ what: 'a line that tells of the trouble', isFound, lines: telling })
  return telling
}

/** The lines of a program, for `tellsTrouble` to know what is usual. */
export function linesOf(program: Program): string[] {
  return program.output.lines.map((line) => line.text)
}

/**
 * What the program of an earlier check printed when all went well, so that none has to be started
 * only for that.
 * @returns undefined when the check did not hold, when several programs printed, and when the check's
 *   outcome does not keep all that one did
 */
export function linesIn({ outcomeOf }: CheckContext, id: string): string[] | undefined {
  const outcome = outcomeOf(id)
  const [only, ...others] = outcome?.result === 'held' ? outcome.printed : []
  if (!only || others.length > 0) return undefined
  const isWhole = only.lines.every(({ number, text }, at) => number === at + 1 && !isCut(text))
  return isWhole ? only.lines.map(({ text }) => text) : undefined
}

/** Fails the check if the output holds a stack trace. */
export function expectNoStackTrace(program: Program): void {
  const trace = program.output.lines.filter(({ text }) => STACK_TRACE.test(text))
  if (trace.length === 0) return
  const expected = 'an error in a sentence of its own, no stack trace'
  program.output.noteLook({ what: expected, isFound: false, lines: trace })
  const seen = reportsError(program) ? ending(program) : printed(program)
  fail({ expected, seen: `it printed a stack trace: ${seen}` })
}

/** A server on a port that somebody else holds must say so and exit with another code than 0. */
export async function expectGivesUpPort(
  context: CheckContext,
  server: Program,
  usual: readonly string[],
): Promise<void> {
  await context.trial.until(() => server.closed, { of: [server] })
  const expected = `an error that names port ${server.port} or the cause, and another exit code than 0`
  if (!server.exit) fail({ expected, seen: state(server) })
  if (server.exit.code === 0) fail({ expected, seen: state(server) })
  const telling = troubleIn(server, usual)
  if (telling.length === 0) fail({ expected, seen: `it told of no error: ${printed(server)}` })
  // What a stack trace quotes from the program is no word about the port.
  const hasTrace = telling.some(({ text }) => STACK_TRACE.test(text))
  const own = telling.filter(({ text }) => !hasTrace || !/^\s/.test(text))
  if (own.some(({ text }) => namesTaken(text, server.port))) return
  fail({ expected, seen: `its error names neither: ${printed(server)}` })
}

/** Whether a line names the port, or says what is wrong with it; in a language other than English it is taken to. */
function namesTaken(text: string, port: number): boolean {
  return hasNumber(text, port) || TAKEN.test(text) || /(?!\p{ASCII})\p{L}/u.test(text)
}

const TAKEN = new RegExp(
  [
    'EADDR|EACCES|errno|10048|\\b98\\b|\\baddr|\\bports?\\b|\\bbind|\\bbound\\b|\\blisten(?:ing)?\\b',
    '\\bin use\\b|\\bused?\\b|already|taken|occupied|busy|reserved|held|claimed|conflict|available',
    'another|someone|somebody|running|belegt|besetzt|vergeben',
  ].join('|'),
  'i',
)

/** Without case, numbers, and what is neither letter nor digit. */
function reduce(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '')
}

/** Whether a line is a usual one with a piece of the data in it, however short the piece is. */
function isUsualWith(data: string, text: string, known: readonly string[]): boolean {
  for (let start = 0; start < text.length; start++) {
    const before = reduce(text.slice(0, start))
    const similar = known.filter((line) => line.startsWith(before))
    if (similar.length === 0) return false
    for (let end = start + 1; end <= text.length; end++) {
      if (!data.includes(text.slice(start, end))) break
      const after = reduce(text.slice(end))
      if (similar.some((line) => line.slice(before.length).endsWith(after))) return true
    }
  }
  return false
}

const STACK_TRACE = /^\s+at \S.*[:(]|^Traceback \(most recent call last\)|^\s+File ".*", line \d+/
