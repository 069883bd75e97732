import type { ClassFile } from '../results/class-file.ts'
import type { CheckTally } from '../results/tally.ts'
import { type Cause, causes } from './causes.ts'
import type { Failure } from './failures.ts'

/** A check that somebody failed, and why they did. */
export type Lesson = { check: CheckTally; causes: Cause[] }

/** What there is to explain again, what most students failed first. */
export function lessons({ tally }: ClassFile, failures: readonly Failure[]): Lesson[] {
  const byCheck = Map.groupBy(failures, ({ check }) => check)
  return tally.checks
    .filter(({ failed }) => failed > 0)
    .toSorted((left, right) => right.failed - left.failed)
    .map((check) => ({ check, causes: causes(byCheck.get(check.id) ?? []) }))
}
