import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripAll } from '../harness/strip.ts'
import type { Submission } from '../harness/submission.ts'
import type { Outcome } from '../lab/outcome.ts'
import { withNeeds } from '../lab/rubric.ts'
import type { Report } from '../scoring/report.ts'
import { score } from '../scoring/score.ts'
import { GradingWorker } from './grading-worker.ts'

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
  const worker = new GradingWorker()
  const stop = () => worker.close()
  options.signal?.addEventListener('abort', stop)
  if (options.signal?.aborted) stop()
  try {
    return await gradeIn(worker, submission, options)
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await worker.close()
  }
}

async function gradeIn(
  worker: GradingWorker,
  submission: Submission,
  { selected, strict, seed, onOutcome }: GradeOptions,
): Promise<Report> {
  const gradedAt = new Date().toISOString()
  const begun = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    const stripped = join(folder, 'stripped.json')
    writeFileSync(stripped, JSON.stringify(stripAll(pathsOf(submission))))
    const { name, missing, programs } = submission
    const job = { ids: withNeeds(selected), strict, seed, programs, stripped }
    const run = await worker.run(job, (outcome) => {
      if (selected.includes(outcome.id)) onOutcome?.(outcome)
    })
    const durationMs = Math.round(performance.now() - begun)
    return score({
      submission: name,
      selected,
      missing,
      gradedAt,
      durationMs,
      seed,
      strict,
      ...run,
    })
  } finally {
    process.off('exit', remove)
    remove()
  }
}

function pathsOf({ programs }: Submission): string[] {
  return Object.values(programs).flatMap((spec) => ('path' in spec ? [spec.path] : []))
}
