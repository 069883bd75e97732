import type { CheckReport, Report } from '../../scoring/report.ts'
import type { Handin } from '../intake/roster.ts'

/** One line of the gradebook. */
export type Row = Identity & Mark

/** Who a line is about, and what was handed in. */
export type Identity = {
  /** Its folder's name among the results. */
  key: string
  who: string
  /** The platform's own number or name for them; empty where nothing tells it. */
  id: string
  isLate: boolean
  /** When it was handed in, by the platform's clock; empty where nothing tells it. */
  time: string
  /** Which of the student's attempts was graded, counted from 1; 0 where there is none. */
  attempt: number
  /** The names of what was handed in and counts. */
  files: string[]
  /** The names of older attempts, which do not count. */
  earlier: string[]
}

/** What became of it. */
export type Mark = {
  status: Status
  /** Empty for all but `graded`: points, and the most that there are. */
  score?: number
  max?: number
  stretch?: number
  /** Points by task. */
  tasks?: Record<string, number>
  /** Each check's status. */
  checks?: Record<string, CheckReport['status']>
  seed?: string
  /** How long the grade took (ms). */
  durationMs?: number
  /** Why there is no score, or none above zero; a sentence without a full stop. */
  reason: string
}

/**
 * `graded`; `unreadable`: nothing that can be graded; `error`: the grader itself failed, twice;
 * `missing`: on the list of names, and nothing was handed in; `waiting`: not graded yet.
 */
export type Status = 'graded' | 'unreadable' | 'error' | 'missing' | 'waiting'

export function identityOf(handin: Handin): Identity {
  const { key, who, id, isLate, time, attempt, parts, earlier } = handin
  return { key, who, id, isLate, time, attempt, files: parts.map(({ name }) => name), earlier }
}

/** What a report says in a gradebook. */
export function markOf(report: Report): Mark {
  const checks = report.tasks.flatMap((task) => task.checks)
  const failed = checks.find(({ status }) => status === 'error')
  const { score, max, stretch, seed, durationMs } = report
  if (failed) return { status: 'error', seed, durationMs, reason: faultOf(report, failed) }
  return {
    status: 'graded',
    score,
    max,
    stretch: stretch.score,
    tasks: Object.fromEntries(report.tasks.map((task) => [task.id, task.score])),
    checks: Object.fromEntries(checks.map(({ id, status }) => [id, status])),
    seed,
    durationMs,
    reason: score === 0 && max > 0 ? whyNothing(checks) : '',
  }
}

function faultOf({ faults }: Report, { id, message }: CheckReport): string {
  return firstLine(faults[0] ?? `${id}: ${message}`)
}

/**
 * What comes first in teaching order, of those that nothing else blocks. What it saw is left to the
 * report: ports differ from run to run, and a gradebook does not.
 */
function whyNothing(checks: readonly CheckReport[]): string {
  const failed = checks.find(({ status }) => status === 'failed')
  if (failed) return `fails ${failed.id}, "${failed.title}", and what builds on it`
  return checks[0] ? firstLine(checks[0].message) : ''
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:]$/, '').slice(0, 300)
}
