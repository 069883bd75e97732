import { fail } from '../../harness/check-failed.ts'
import type { Line } from '../../harness/output.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { ending, quote, reportsError, state, wordsOf } from '../describe.ts'
import type { Phrase } from '../wording/phrases.ts'

/** Waits until a program has printed a phrase `times` times, or fails the check. */
export async function expectPrinted(
  { trial, wording }: CheckContext,
  program: Program,
  phrase: Phrase,
  times = 1,
): Promise<Line[]> {
  const found = await trial.until(
    () => {
      const lines = wording.find(program.output, phrase)
      return lines.length >= times && lines
    },
    { of: [program] },
  )
  if (found) return found
  const often = times === 1 ? '' : ` ${times} times`
  return fail({
    expected: `a line with ${phrase.expected}${often}`,
    seen: printed(program, wording.strict),
  })
}

/** What a program printed, for a failed check, and its end or its error if it came to one. */
export function printed(program: Program, strict = false): string {
  const lines = wordsOf(program)
  if (lines.length === 0) return state(program)
  const end = program.isOver || reportsError(program) ? ending(program) : ''
  const errors = strict && program.output.lines.some((line) => line.stream === 'stderr')
  const where = errors ? ' (part of it on standard error, which does not count here)' : ''
  return `the program printed${where}:\n${quote(lines)}${end && `\n${end}`}`
}

/** A message as a line shows it: a newline at its end is not to be seen, nor is the 0 that ends a text in C. */
export function asShown(message: Buffer): string {
  return message.toString('utf8').replace(/(?:\r?\n|\0)$/, '')
}

/** Whether one line stands after another, as far as can be known: between streams it can't. */
export function isAfter(later: Line, earlier: Line): boolean {
  return later.stream !== earlier.stream || later.index > earlier.index
}
