import { places } from '../lab/tasks.ts'
import type { Report } from './report.ts'
import { type Graded, score } from './score.ts'

/** The report of a submission that could not be read: nothing was judged, and every check says why. */
export function refusal(
  {
    submission,
    selected,
    seed,
    strict,
  }: Pick<Graded, 'submission' | 'selected' | 'seed' | 'strict'>,
  reason: string,
): Report {
  const why = reason.replace(/\.$/, '')
  return score({
    submission,
    outcomes: new Map(),
    selected,
    missing: Object.fromEntries(places.map(({ key }) => [key, why])),
    gradedAt: new Date().toISOString(),
    durationMs: 0,
    seed,
    strict,
    faults: [],
  })
}
