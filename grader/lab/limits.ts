import type { Finding } from '../harness/check-failed.ts'
import { alarm } from '../harness/deadline.ts'
import type { Limits } from '../harness/sandbox/limits.ts'
import type { Trial } from '../harness/trial.ts'

/** The wall time of one grade and of each of its checks. */
export class WallTime {
  readonly #limits: Limits
  readonly #begun = performance.now()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Seconds that a check may take, if it begins now; 0 or less once the grade's time is over. */
  get left(): number {
    const { check, grade } = this.#limits
    return Math.min(check, grade - (performance.now() - this.#begun) / 1000)
  }

  /**
   * Resolves when a check that begins now has taken too long, to what is to be said of it. The clock
   * stops with the trial: one that is over must not be kept in memory for as long.
   */
  async over(trial: Trial): Promise<Finding | Error> {
    const { check, grade } = this.#limits
    const { left } = this
    await alarm(left * 1000, (off) => trial.defer(off))
    const silence = Math.min(trial.sinceSpoken, trial.log.silence)
    if (trial.programs.length === 0 || silence > STUCK)
      return new Error(`it was still running after ${check} seconds`)
    if (left >= check) return tooLong('this check', check)
    return tooLong('the whole grade', grade)
  }
}

/** No wait of a check is so long: when nobody has said anything for this time, it is the grader that is stuck (ms). */
const STUCK = 100_000

function tooLong(what: string, seconds: number): Finding {
  return {
    expected: `${what} to take at most ${seconds} seconds`,
    seen: 'the programs answered too slowly for that',
  }
}

/** A program that struck a limit has failed its check, whatever it did besides. */
export function breachIn(trial: Trial): Finding | undefined {
  const program = trial.programs.find(({ breach }) => breach !== undefined)
  if (!program) return undefined
  const expected = `the ${program.role} to keep to its limits`
  return { expected, seen: `it ${program.breach} and was stopped` }
}

/** What a failed check has to say, with the limit that was the cause. */
export function withBreach(finding: Finding, trial: Trial): Finding {
  const breach = breachIn(trial)
  if (!breach || finding.seen.includes(breach.seen)) return finding
  return { ...finding, seen: `${breach.seen}; ${finding.seen}` }
}
