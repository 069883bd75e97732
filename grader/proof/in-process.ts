import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ports } from '../harness/ports.ts'
import { Programs } from '../harness/programs.ts'
import { stripAll } from '../harness/strip.ts'
import { readSubmission } from '../harness/submission.ts'
import { rubric, withNeeds } from '../lab/rubric.ts'
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
  readonly #folder = mkdtempSync(join(tmpdir(), 'socket-lab-in-process-'))
  #count = 0

  /** Grades some tasks of a submission. */
  async grade(
    folder: string,
    tasks: readonly string[],
    seed = `${Math.random()}`,
    strict = false,
  ): Promise<Report> {
    const gradedAt = new Date().toISOString()
    const begun = performance.now()
    const { programs, missing } = readSubmission(folder, places, extensions)
    const stripped = join(this.#folder, `${this.#count++}.json`)
    const paths = Object.values(programs).flatMap((spec) => ('path' in spec ? [spec.path] : []))
    writeFileSync(stripped, JSON.stringify(stripAll(paths)))
    const selected = rubric.map((rule) => rule.id).filter((id) => tasks.includes(id.slice(0, 2)))
    const grade = new Grade(this.#bench, { strict, seed, programs, stripped }, this.#schedule)
    const all = await Promise.all(withNeeds(selected).map((id) => grade.run(id)))
    const outcomes = new Map(all.map((outcome) => [outcome.id, outcome]))
    const durationMs = Math.round(performance.now() - begun)
    return score({
      submission: folder,
      outcomes,
      selected,
      missing,
      gradedAt,
      durationMs,
      seed,
      strict,
      faults: [],
    })
  }

  close(): void {
    this.#bench.programs.close()
    this.#bench.ports.release()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
