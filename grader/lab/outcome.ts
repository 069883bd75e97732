import type { Stream } from '../harness/output.ts'
import type { WireEvent } from '../harness/wire-log.ts'

/** How the body of one check came out; plain data, so that it can cross between processes. */
export type Outcome = {
  readonly id: string
  /** `not-run`: something that it needs had failed already. */
  readonly result: 'held' | 'failed' | 'not-run' | 'error'
  /** What was expected and what was seen; empty when it held. */
  readonly message: string
  /** The two apart: only for a check that failed. */
  readonly expected?: string
  readonly seen?: string
  /** The failure of this check makes those that need it impossible to judge. */
  readonly blocks: boolean
  readonly kind?: string | undefined
  readonly durationMs: number
  /** How many programs it started. */
  readonly starts: number
  /** What happened, in order; of a long check its beginning and its end. */
  readonly evidence: readonly WireEvent[]
  /** What its programs printed, in the order in which they were started. */
  readonly printed: readonly Printed[]
}

/** What one program printed, and what a check looked for in it. */
export type Printed = {
  /** `server` or `client`. */
  program: string
  /** Standard output, then standard error; of many its beginning and its end. */
  lines: PrintedLine[]
  lookedFor: LookedFor[]
}

/** One line, without its end, colour codes and cursor movements; of a long one its beginning. */
export type PrintedLine = {
  /** Its place among all that was printed, counted from 1. */
  number: number
  stream: Stream
  text: string
}

/** One thing that a check looked for in a program's output. */
export type LookedFor = {
  /** What a line had to say. */
  what: string
  isFound: boolean
  /** The numbers of the lines that say it; where none does, of those that come near it. */
  lines: number[]
}

/** Whether a check that needs this one can be judged. */
export function permits(outcome: Outcome | undefined): boolean {
  return outcome?.result === 'held' || (outcome?.result === 'failed' && !outcome.blocks)
}
