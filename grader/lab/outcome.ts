import type { WireEvent } from '../harness/wire-log.ts'

/** How the body of one check came out; plain data, so that it can cross between processes. */
export type Outcome = {
  readonly id: string
  /** `not-run`: something that it needs had failed already. */
  readonly result: 'held' | 'failed' | 'not-run' | 'error'
  /** What was expected and what was seen; empty when it held. */
  readonly message: string
  /** The failure of this check makes those that need it impossible to judge. */
  readonly blocks: boolean
  readonly kind?: string | undefined
  readonly durationMs: number
  /** How many programs it started. */
  readonly starts: number
  readonly evidence: readonly WireEvent[]
}

/** Whether a check that needs this one can be judged. */
export function permits(outcome: Outcome | undefined): boolean {
  return outcome?.result === 'held' || (outcome?.result === 'failed' && !outcome.blocks)
}
