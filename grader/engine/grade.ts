import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripAll } from '../harness/strip.ts'
import type { Submission } from '../harness/submission.ts'
import type { Outcome } from '../lab/outcome.ts'
import { withNeeds } from '../lab/rubric.ts'
import type { Report } from '../scoring/report.ts'
import { score } from '../scoring/score.ts'
import { startRun } from './run.ts'

export type GradeOptions = {
  selected: readonly string[]
  strict: boolean
  seed: string
  /** Hears each selected check's outcome as it comes. */
  onOutcome?: (outcome: Outcome) => void
  /** Ends the grade early: what has not run by then is an error. */
  signal?: AbortSignal
}

/** Grades one submission. Whatever fails in the grader itself is in the report; it never throws for that. */
export async function grade(submission: Submission, options: GradeOptions): Promise<Report> {
  const gradedAt = new Date().toISOString()
  const begun = performance.now()
  const { selected, strict, seed } = options
  const ids = withNeeds(selected)
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const paths = Object.values(submission.programs).flatMap((spec) =>
      'path' in spec ? [spec.path] : [],
    )
    const stripped = join(folder, 'stripped.json')
    writeFileSync(stripped, JSON.stringify(stripAll(paths)))
    const job = { ids, strict, seed, programs: submission.programs, stripped }
    const run = await startRun(job, (outcome) => {
      if (selected.includes(outcome.id)) options.onOutcome?.(outcome)
    })
    options.signal?.addEventListener('abort', () => run.stop())
    if (options.signal?.aborted) run.stop()
    const outcomes = await run.outcomes
    const durationMs = Math.round(performance.now() - begun)
    const { name, missing } = submission
    return score({
      submission: name,
      outcomes,
      selected,
      missing,
      gradedAt,
      durationMs,
      seed,
      strict,
      faults: run.faults,
    })
  } finally {
    process.off('exit', remove)
    remove()
  }
}
