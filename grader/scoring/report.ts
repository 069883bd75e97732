import type { SandboxSummary } from '../harness/sandbox/summary.ts'
import type { TypeProblem } from '../harness/type-check.ts'
import type { WireEvent } from '../harness/wire-log.ts'
import type { Printed } from '../lab/outcome.ts'
import type { Kit } from './kit.ts'

/** The report of one grade; schema 1 of the contract. Fields may be added, none renamed or dropped. */
export type Report = {
  schema: 1
  /** The submission, as it was named. */
  submission: string
  /** Core points reached. */
  score: Points
  /** Core points of all checks in the report: 100 for a full one. */
  max: Points
  /** Bonus points, which are kept apart from the score. */
  stretch: { score: Points; max: Points }
  /** When the grade began: ISO 8601 in UTC. */
  gradedAt: string
  durationMs: number
  /** How many programs were started. */
  starts: number
  /** Repeats the grade's random choices, with `--seed`. */
  seed: string
  /** Whether the sheet's wording was wanted to the letter. */
  strict: boolean
  kit: Kit
  /** What the programs were kept in; not there when none was started. */
  sandbox?: SandboxSummary
  /** What of the submission was left out, in sentences. */
  notes: string[]
  /** What TypeScript's own checker says of the programs: worth no points. */
  typeErrors: TypeProblem[]
  /** What went wrong with the grader itself, in sentences. */
  faults: string[]
  tasks: TaskReport[]
}

/** The points that decide whether a grade is a pass: the core ones; where only stretch checks were chosen, theirs. */
export function decisive({ score, max, stretch }: Report): { score: number; max: number } {
  return max > 0 ? { score, max } : stretch
}

export type TaskReport = {
  id: string
  title: string
  score: Points
  max: Points
  checks: CheckReport[]
}

export type CheckReport = {
  id: string
  title: string
  level: 'core' | 'stretch'
  status: 'passed' | 'failed' | 'blocked' | 'error'
  points: Points
  max: Points
  durationMs: number
  /** What was expected and what was seen; empty for a check that passed. */
  message: string
  /** The two apart, each as the rest of a sentence: only for a check that failed. */
  expected?: string
  seen?: string
  /** Where to look. */
  hint: string
  /** The command that repeats just this check; only where it did not pass. */
  repeat?: string
  /** What passed and happened, in order; of a long check its beginning and its end. */
  evidence: EvidenceEvent[]
  /** What its programs printed, in the order in which they were started. */
  printed: Printed[]
}

/**
 * A number of points.
 * @asType integer
 * @minimum 0
 */
export type Points = number

/** One thing that happened, with its bytes both as text and exactly. */
export type EvidenceEvent = Omit<WireEvent, 'bytes'> & {
  text?: string
  /** All bytes, or the first of them. */
  base64?: string
  /** How many bytes there were, where `base64` does not hold them all. */
  size?: number
}
