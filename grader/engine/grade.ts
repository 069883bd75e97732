import type { Limits } from '../harness/sandbox/limits.ts'
import { withoutPrivatePaths } from '../harness/sandbox/private-paths.ts'
import type { Sandbox } from '../harness/sandbox/sandbox.ts'
import { summarize } from '../harness/sandbox/summary.ts'
import { makeWorkplace, removeWorkplace, type Workplace } from '../harness/sandbox/workplace.ts'
import type { Submission } from '../harness/submission.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import type { Outcome } from '../lab/outcome.ts'
import { withNeeds } from '../lab/rubric.ts'
import type { Report } from '../scoring/report.ts'
import { type Graded, score } from '../scoring/score.ts'
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
  if (options.signal?.aborted) void stop()
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
  options: GradeOptions,
): Promise<Report> {
  const gradedAt = new Date().toISOString()
  const begun = performance.now()
  const { selected, strict, seed, sandbox } = options
  const { name, missing } = submission
  const run = await runIn(worker, submission, options)
  return score({
    submission: name,
    selected,
    missing,
    gradedAt,
    durationMs: Math.round(performance.now() - begun),
    seed,
    strict,
    sandbox: summarize(sandbox),
    ...run,
  })
}

type Ran = Pick<Graded, 'programs' | 'notes' | 'faults' | 'typeErrors' | 'outcomes'>

async function runIn(
  worker: GradingWorker,
  submission: Submission,
  { selected, strict, seed, sandbox, limits, onOutcome }: GradeOptions,
): Promise<Ran> {
  const workplace = tryMakeWorkplace(submission, sandbox)
  if (workplace instanceof Error) return { faults: [workplace.message], outcomes: new Map() }
  const remove = () => removeWorkplace(workplace)
  process.once('exit', remove)
  try {
    const { programs, notes } = workplace
    const surroundings = { workplace, sandbox, limits }
    const job = { ids: withNeeds(selected), strict, seed, programs, surroundings }
    const { faults, outcomes, typeErrors } = await worker.run(job, (outcome) => {
      if (selected.includes(outcome.id)) onOutcome?.(outcome)
    })
    const told = new Map(withoutPrivatePaths([...outcomes], workplace))
    return { programs, notes, faults, typeErrors, outcomes: told }
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/** A disk that is full, say, is a fault of the grader's, and goes into the report. @throws UnusableInput */
function tryMakeWorkplace(submission: Submission, { user }: Sandbox): Workplace | Error {
  try {
    return makeWorkplace(submission, user)
  } catch (error) {
    if (error instanceof UnusableInput) throw error
    return new Error(`the submission could not be copied: ${(error as Error).message}`)
  }
}
