import type { WireEvent } from '../harness/wire-log.ts'
import type { Kit } from './kit.ts'

/** The report of one grade; schema 1 of the contract. Fields may be added, none renamed or dropped. */
export type Report = {
  schema: 1
  submission: string
  score: number
  max: number
  stretch: { score: number; max: number }
  /** When the grade began: ISO 8601 in UTC. */
  gradedAt: string
  durationMs: number
  /** How many programs were started. */
  starts: number
  seed: string
  strict: boolean
  kit: Kit
  /** What went wrong with the grader itself, in sentences. */
  faults: string[]
  tasks: TaskReport[]
}

export type TaskReport = {
  id: string
  title: string
  score: number
  max: number
  checks: CheckReport[]
}

export type CheckReport = {
  id: string
  title: string
  level: 'core' | 'stretch'
  status: 'passed' | 'failed' | 'blocked' | 'error'
  points: number
  max: number
  durationMs: number
  /** What was expected and what was seen; empty for a check that passed. */
  message: string
  /** Where to look. */
  hint: string
  /** The command that repeats just this check; only where it did not pass. */
  repeat?: string
  evidence: EvidenceEvent[]
}

/** One thing that happened, with its bytes both as text and exactly. */
export type EvidenceEvent = Omit<WireEvent, 'bytes'> & { text?: string; base64?: string }
