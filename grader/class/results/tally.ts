import { rubric } from '../../lab/rubric.ts'
import type { Row } from './row.ts'

/** How a class came out, in numbers. */
export type Tally = {
  graded: number
  /** How many have so many tenths of the points: under 10 %, …, 90 % and more. */
  distribution: number[]
  /** Of the scores of all that were graded; 0 when nobody was. */
  mean: number
  median: number
  checks: CheckTally[]
}

/** How often each status came for one check. */
export type CheckTally = {
  id: string
  title: string
  level: 'core' | 'stretch'
  passed: number
  failed: number
  blocked: number
}

/** Counts the lines of a gradebook; checks that nobody was graded by are left out. */
export function tally(rows: readonly Row[]): Tally {
  const graded = rows.filter(({ status }) => status === 'graded')
  const scores = graded.map(({ score = 0 }) => score).toSorted((left, right) => left - right)
  return {
    graded: graded.length,
    distribution: distribution(graded),
    mean: round(scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1)),
    median: median(scores),
    checks: rubric.flatMap(({ id, title, level }) => {
      const statuses = graded.flatMap(({ checks }) => checks?.[id] ?? [])
      const count = (wanted: string) => statuses.filter((status) => status === wanted).length
      const counts = { passed: count('passed'), failed: count('failed'), blocked: count('blocked') }
      return statuses.length > 0 ? [{ id, title, level, ...counts }] : []
    }),
  }
}

function distribution(graded: readonly Row[]): number[] {
  const tenths = graded.map(({ score = 0, max = 0 }) => Math.floor((score / (max || 1)) * 10))
  return Array.from({ length: 10 }, (_, tenth) => {
    return tenths.filter((it) => Math.min(it, 9) === tenth).length
  })
}

function median(scores: readonly number[]): number {
  const middle = scores.length / 2
  const pair = [scores[Math.ceil(middle) - 1], scores[Math.floor(middle)]]
  return round(pair.reduce((sum: number, score = 0) => sum + score, 0) / 2)
}

/** To a tenth of a point. */
function round(number: number): number {
  return Math.round(number * 10) / 10
}
