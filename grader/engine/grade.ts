import type { Limits } from '../harness/sandbox/limits.ts'
import { withoutPrivatePaths } from '../harness/sandbox/private-paths.ts'
import type { Sandbox } from '../harness/sandbox/sandbox.ts'
import { summarize } from '../harness/sandbox/summary.ts'
import { makeWorkplace, removeWorkplace } from '../harness/sandbox/workplace.ts'
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
  sandbox: Sandbox
  limits: Limits
  /** Hears each selected check's outcome as it comes. */
  onOutcome?: (outcome: Outcome) => void
  /** Ends the grade early: what has not run by then is an error. */
  signal?: AbortSignal
}

/**
 * Grades one submission. Whatever fails in the grader itself is in the report; it never throws for that.
 * @throws UnusableInput for a submission that is too large to be copied
 */
export async function grade(submission: Submission, options: GradeOptions): Promise<Report> {
  const worker = new GradingWorker(options.sandbox)
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

/** The same in a worker that is there already, which has nothing else to do. */
export async function gradeIn(
  worker: GradingWorker,
  submission: Submission,
  { selected, strict, seed, sandbox, limits, onOutcome }: GradeOptions,
): Promise<Report> {
  const gradedAt = new Date().toISOString()
  const begun = performance.now()
  const workplace = makeWorkplace(submission, sandbox.user)
  const remove = () => removeWorkplace(workplace)
  process.once('exit', remove)
  try {
    const { name, missing } = submission
    const { programs, notes } = workplace
    const surroundings = { workplace, sandbox, limits }
    const job = { ids: withNeeds(selected), strict, seed, programs, surroundings }
    const { faults, outcomes, typeErrors } = await worker.run(job, (outcome) => {
      if (selected.includes(outcome.id)) onOutcome?.(outcome)
    })
    const durationMs = Math.round(performance.now() - begun)
    return score({
      submission: name,
      selected,
      programs,
      missing,
      notes,
      gradedAt,
      durationMs,
      seed,
      strict,
      faults,
      typeErrors,
      sandbox: summarize(sandbox),
      outcomes: new Map(withoutPrivatePaths([...outcomes], workplace)),
    })
  } finally {
    process.off('exit', remove)
    remove()
  }
}
