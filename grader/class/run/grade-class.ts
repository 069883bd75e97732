import type { Report } from '../../scoring/report.ts'
import type { Handin } from '../intake/roster.ts'
import type { Records, Reports } from '../results/records.ts'
import { identityOf, type Mark, type Row } from '../results/row.ts'
import { type Graded, type Grader, Lane } from './lane.ts'
import { share } from './queue.ts'

/** All that grading a class takes besides the submissions. */
export type ClassGrading = {
  /** How many submissions are graded at a time. */
  jobs: number
  /** A folder for whatever has to be unpacked. */
  work: string
  records: Records
  openGrader(): Grader
  /** What differs when a grade of before is not one of this. */
  fingerprintOf(handin: Handin): string
  seedOf(handin: Handin): string
  /** The files that are kept of a grade. */
  render(report: Report): Reports
  /** Files for a submission without a grade. */
  explain(row: Row): Reports
  /** Hears each line of the gradebook that this run adds. */
  hear(row: Row): void
  signal: AbortSignal
}

/**
 * Grades each submission and keeps its result before the next one is begun. What the grader itself
 * failed in is tried once more when all others are done.
 */
export async function gradeClass(handins: readonly Handin[], grading: ClassGrading): Promise<void> {
  const lanes = Array.from(
    { length: Math.max(1, Math.min(grading.jobs, handins.length)) },
    () => new Lane(grading.openGrader, grading.work),
  )
  const close = () => Promise.all(lanes.map((lane) => lane.close()))
  grading.signal.addEventListener('abort', close)
  try {
    const again: Handin[] = []
    const first = new Round(grading, (handin) => again.push(handin))
    await share(handins, lanes, (handin, lane) => first.grade(handin, lane), grading.signal)
    const last = new Round(grading)
    await share(again, lanes, (handin, lane) => last.grade(handin, lane), grading.signal)
  } finally {
    grading.signal.removeEventListener('abort', close)
    await close()
  }
}

class Round {
  readonly #grading: ClassGrading
  readonly #failed: ((handin: Handin) => void) | undefined

  /** @param failed takes what the grader failed in; without it, it is kept as an error */
  constructor(grading: ClassGrading, failed?: (handin: Handin) => void) {
    this.#grading = grading
    this.#failed = failed
  }

  async grade(handin: Handin, lane: Lane): Promise<void> {
    const graded = await lane.grade(handin, this.#grading.seedOf(handin))
    // What was stopped half way is no result.
    if (this.#grading.signal.aborted) return
    if (graded.mark.status === 'error' && this.#failed) this.#failed(handin)
    else this.#keep(handin, graded)
  }

  #keep(handin: Handin, { mark, report }: Graded): void {
    const { records, fingerprintOf, render, explain, hear } = this.#grading
    const row = rowOf(handin, mark)
    const reports = report ? render(report) : explain(row)
    // Only what was graded is passed over next time.
    const fingerprint = mark.status === 'graded' ? fingerprintOf(handin) : ''
    records.keep(handin.key, fingerprint, mark, reports)
    hear(row)
  }
}

/** A line of the gradebook. */
function rowOf(handin: Handin, mark: Mark): Row {
  return { ...identityOf(handin), ...mark }
}
