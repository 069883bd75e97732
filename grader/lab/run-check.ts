import { CheckFailed, type Finding } from '../harness/check-failed.ts'
import type { LaunchSpec } from '../harness/launch.ts'
import { Random } from '../harness/random.ts'
import { DEFAULT_LIMITS } from '../harness/sandbox/limits.ts'
import type { Surroundings } from '../harness/sandbox/surroundings.ts'
import { type Bench, Trial } from '../harness/trial.ts'
import { bodyOf, type CheckContext } from './check.ts'
import { isDoubtful } from './doubt.ts'
import { evidenceOf } from './evidence.ts'
import { breachIn, WallTime, withBreach } from './limits.ts'
import { type Outcome, permits } from './outcome.ts'
import { ruleOf } from './rubric.ts'
import { Schedule } from './schedule.ts'
import { programsOf } from './tasks.ts'
import { urgencyOf } from './urgency.ts'
import { Wording } from './wording/wording.ts'

/** How often a check is run whose failure is doubtful; what fails each time has failed. */
const ATTEMPTS = 3

/** How a grade is done; plain data. */
export type Settings = {
  strict: boolean
  seed: string
  /** The programs that the submission has, by task and role: `t1.server`. */
  programs: Record<string, LaunchSpec>
  /** What the programs are kept in; they run as they are without. */
  surroundings?: Surroundings
}

/** Runs checks of one grade, each as soon as what it builds on is known. */
export class Grade {
  readonly #bench: Bench
  readonly #settings: Settings
  readonly #schedule: Schedule
  readonly #time: WallTime
  readonly #outcomes = new Map<string, Promise<Outcome>>()
  readonly #known = new Map<string, Outcome>()
  readonly #trials = new Set<Trial>()

  /** @param schedule shared by all grades of a process, so that together they don't compute too much at once */
  constructor(bench: Bench, settings: Settings, schedule = new Schedule()) {
    this.#schedule = schedule
    this.#bench = bench
    this.#settings = settings
    this.#time = new WallTime(settings.surroundings?.limits ?? DEFAULT_LIMITS)
  }

  /** The check's outcome; never rejects. What it needs is run first, if it is not running yet. */
  run(id: string): Promise<Outcome> {
    const outcome = this.#outcomes.get(id) ?? this.#runAfterNeeds(id)
    this.#outcomes.set(id, outcome)
    return outcome
  }

  async #runAfterNeeds(id: string): Promise<Outcome> {
    const { needs, after } = ruleOf(id)
    const run = (other: string) => this.run(other)
    const [needed] = await Promise.all([Promise.all(needs.map(run)), Promise.all(after.map(run))])
    const canRun = needed.every(permits) && this.#hasPrograms(id)
    const outcome = canRun ? await this.#runInTurn(id) : notRun(id)
    this.#known.set(id, outcome)
    return outcome
  }

  #hasPrograms(id: string): boolean {
    return programsOf(id).every((program) => this.#settings.programs[program])
  }

  /** A failure that may be the grader's or the machine's own is not believed the first time. */
  async #runInTurn(id: string): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      const trial = new Trial(this.#bench, this.#settings.surroundings)
      trial.fellows = this.#trials
      const outcome = await this.#schedule.run(
        () => this.#runBody(id, trial),
        () => trial.isAtRest,
        urgencyOf(id),
      )
      if (outcome.result !== 'failed' || !(await isDoubtful(trial))) return outcome
      if (attempt < ATTEMPTS) continue
      return trial.fault ? { ...outcome, ...error(new Error(trial.fault)) } : outcome
    }
  }

  async #runBody(id: string, trial: Trial): Promise<Outcome> {
    const begun = performance.now()
    this.#trials.add(trial)
    const finding = await this.#judge(id, trial)
    trial.close()
    this.#trials.delete(trial)
    const durationMs = Math.round(performance.now() - begun)
    const starts = trial.programs.length
    if (!finding)
      return { ...notRun(id), result: 'held', durationMs, starts, ...evidenceOf(trial, 'held') }
    if (finding instanceof Error) return { ...notRun(id), ...error(finding), durationMs, starts }
    const { expected, seen, blocks = true, kind } = finding
    const message = cut(`expected ${expected}, but ${seen}`)
    const told = { message, expected, seen, blocks, kind }
    return { id, result: 'failed', ...told, durationMs, starts, ...evidenceOf(trial, 'failed') }
  }

  /** @returns nothing when the check holds, a finding when it does not, an error of the grader's own */
  async #judge(id: string, trial: Trial): Promise<Finding | Error | undefined> {
    const body = bodyOf(id)
    if (!body) return new Error(`the check ${id} has no body`)
    const over = this.#time.over(trial)
    if (this.#time.left <= 0) return over
    try {
      return (await Promise.race([body(this.#context(id, trial)), over])) ?? breachIn(trial)
    } catch (error) {
      return error instanceof CheckFailed ? withBreach(error.finding, trial) : (error as Error)
    }
  }

  #context(id: string, trial: Trial): CheckContext {
    const { strict, seed, programs } = this.#settings
    const task = id.slice(0, id.indexOf('.'))
    return {
      trial,
      wording: new Wording(strict),
      random: new Random(seed, id),
      outcomeOf: (other) => this.#known.get(other),
      start: async (role, { port, ...options } = {}) => {
        const spec = programs[`${task}.${role}`]
        if (!spec) throw new Error(`${id} has no ${role}`)
        return trial.start(role, spec, port ?? (await trial.freePort()), options)
      },
    }
  }
}

/** Whatever a program printed, a message stays one that somebody reads. */
function cut(message: string): string {
  return message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE)} …` : message
}

const MOST_MESSAGE = 8000

function notRun(id: string): Outcome {
  return {
    id,
    result: 'not-run',
    message: '',
    blocks: true,
    durationMs: 0,
    starts: 0,
    evidence: [],
    printed: [],
  }
}

function error({ message }: Error): Pick<Outcome, 'result' | 'message'> {
  return { result: 'error', message: `the grader itself failed: ${message}` }
}
