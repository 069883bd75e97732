import type { LaunchOptions } from '../harness/launch.ts'
import type { Program } from '../harness/program.ts'
import type { Random } from '../harness/random.ts'
import type { Trial } from '../harness/trial.ts'
import type { Outcome } from './outcome.ts'
import { ruleOf } from './rubric.ts'
import type { Role } from './tasks.ts'
import type { Wording } from './wording/wording.ts'

/** What a check works with. Whatever it starts through this is ended for it. */
export type CheckContext = {
  readonly trial: Trial
  readonly wording: Wording
  /** All that is chosen at random comes from here, so that a check can be repeated. */
  readonly random: Random
  /** How a check that the rubric names in `needs` or `after` came out. */
  outcomeOf(id: string): Outcome | undefined
  /** Starts the task's server or client, on a fresh port unless one is given. */
  start(role: Role, options?: LaunchOptions & { port?: number }): Promise<Program>
}

/** Returns when the check holds, throws `CheckFailed` when it does not. */
export type CheckBody = (context: CheckContext) => Promise<void>

/** Ties a body to its row in the rubric. */
export function check(id: string, body: CheckBody): void {
  ruleOf(id)
  if (bodies.has(id)) throw new Error(`two bodies for the check ${id}`)
  bodies.set(id, body)
}

/** The body of a check; undefined if no module that was loaded has one. */
export function bodyOf(id: string): CheckBody | undefined {
  return bodies.get(id)
}

const bodies = new Map<string, CheckBody>()
