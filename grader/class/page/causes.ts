import type { Failure } from './failures.ts'

/** Students whose program failed a check in the same way. */
export type Cause = {
  /** What was expected and seen, without the values that differ from student to student. */
  told: string
  failures: Failure[]
}

/** Failures of one check by what they have in common, the commonest first. */
export function causes(failures: readonly Failure[]): Cause[] {
  const groups = Map.groupBy(failures, (failure) => withoutNumbers(toldBy(failure)))
  return [...groups.values()]
    .map((group) => ({ told: toldBy(group[0] as Failure), failures: group }))
    .toSorted((left, right) => right.failures.length - left.failures.length)
}

function toldBy({ expected, seen }: Failure): string {
  const lines = seen.split('\n').filter((line) => !line.startsWith('  ') && !WHERE.test(line))
  const sentences = lines.map((line) => line.replace(/\.$/, '').replace(/:$/, ' …'))
  const came = withoutValues(sentences.join('; '))
  return expected === '' ? came : `expected ${withoutValues(expected)}, but ${came}`
}

const WHERE = /^the first difference is at byte/

/** Without what stands in quotes, and ports. */
function withoutValues(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"(?: … \(\d+ bytes in all\))?/g, '"…"')
    .replace(/\d{4,}/g, 'N')
    .replace(/\s+/g, ' ')
    .trim()
}

/** How many bytes came does not make another mistake of it. */
function withoutNumbers(text: string): string {
  return text.replace(/\d+(?:[.,]\d+)*/g, 'N')
}
