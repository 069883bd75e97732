import { Ports } from '../harness/ports.ts'
import { Programs } from '../harness/programs.ts'
import { DEFAULT_LIMITS } from '../harness/sandbox/limits.ts'
import { withoutPrivatePaths } from '../harness/sandbox/private-paths.ts'
import { findSandbox, type Sandbox } from '../harness/sandbox/sandbox.ts'
import { summarize } from '../harness/sandbox/summary.ts'
import { makeWorkplace, removeWorkplace } from '../harness/sandbox/workplace.ts'
import { readSubmission } from '../harness/submission.ts'
import { withNeeds } from '../lab/rubric.ts'
import { Grade } from '../lab/run-check.ts'
import { Schedule } from '../lab/schedule.ts'
import { extensions, places } from '../lab/tasks.ts'
import type { Report } from '../scoring/report.ts'
import { score } from '../scoring/score.ts'
import '../lab/checks/all.ts'

/**
 * Grades in this very process, without the engine: the checks do not know what runs them. Many
 * submissions are graded side by side with one supervisor and one schedule, which is faster than a
 * command each, and lets the tests see which lines of the checks they reach.
 */
export class InProcess {
  readonly #bench = { programs: new Programs(), ports: new Ports() }
  readonly #schedule = new Schedule()
  readonly #sandbox = inThisNetwork()
  /** In its worker a grade need not keep the process running while it waits; here somebody has to. */
  readonly #alive = setInterval(() => undefined, LONG)

  /** Grades some checks of a submission. */
  async grade(
    folder: string,
    selected: readonly string[],
    seed = `${Math.random()}`,
    strict = false,
  ): Promise<Report> {
    const gradedAt = new Date().toISOString()
    const begun = performance.now()
    const submission = readSubmission(folder, places, extensions)
    const workplace = makeWorkplace(submission)
    const sandbox = await this.#sandbox
    const { programs, notes } = workplace
    const surroundings = { workplace, sandbox, limits: DEFAULT_LIMITS }
    const settings = { strict, seed, programs, surroundings }
    const grade = new Grade(this.#bench, settings, this.#schedule)
    const all = await Promise.all(withNeeds(selected).map((id) => grade.run(id)))
    const told = withoutPrivatePaths(all, workplace)
    const outcomes = new Map(told.map((outcome) => [outcome.id, outcome]))
    removeWorkplace(workplace)
    const durationMs = Math.round(performance.now() - begun)
    return score({
      submission: folder,
      outcomes,
      selected,
      missing: submission.missing,
      notes,
      programs,
      gradedAt,
      durationMs,
      seed,
      strict,
      sandbox: summarize(sandbox),
      faults: [],
    })
  }

  close(): void {
    clearInterval(this.#alive)
    void this.#bench.programs.close()
    this.#bench.ports.release()
  }
}

/** Longer than any grade (ms). */
const LONG = 2 ** 30

/** The sandbox of this system, but for the network: this process has its sockets where it is. */
async function inThisNetwork(): Promise<Sandbox> {
  return { ...(await findSandbox('auto')), network: false }
}
