import { rubric, ruleOf } from './rubric.ts'
import { programsOf } from './tasks.ts'

/**
 * Which of two checks goes first: the one with the higher number. What takes long, then what many wait
 * for; of equals a pair, since it runs two programs.
 */
export function urgencyOf(id: string): number {
  if (ruleOf(id).isLong) return Number.POSITIVE_INFINITY
  return chainAfter(id) + programsOf(id).length / 10
}

/** How many checks wait for this one, one after the other: the longest such chain decides when a grade ends. */
function chainAfter(id: string): number {
  const waiting = rubric.filter(({ needs, after }) => needs.includes(id) || after.includes(id))
  return Math.max(0, ...waiting.map((rule) => 1 + chainAfter(rule.id)))
}
