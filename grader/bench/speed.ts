import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SLOTS } from '../lab/schedule.ts'
import type { Report } from '../scoring/report.ts'
import { run } from './bare.ts'

const GRADE = join(import.meta.dirname, '../commands/grade.mjs')
/** As many programs at a time as the grader's own schedule lets compute at once. */
export const PARALLEL = SLOTS

/** How many times its unit something may take at most: the rows of `budget.json`. */
export type Budget = Record<string, { most: number; unit: string }>
export const budget: Budget = JSON.parse(
  readFileSync(join(import.meta.dirname, 'budget.json'), 'utf8'),
)

/** Grades by the real command. @returns milliseconds, and the report */
export async function timeGrade(
  submission: string,
  ...options: string[]
): Promise<{ ms: number; report: Report }> {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-bench-'))
  const file = join(folder, 'report.json')
  const begun = performance.now()
  await run([GRADE, submission, '--json', file, ...options])
  const ms = performance.now() - begun
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return { ms, report }
}

/**
 * How much longer something takes than its unit: the median of some rounds, the two in turn, so that
 * a machine whose speed drifts is unfair to neither. A first round only warms up.
 */
export async function ratioOf(
  rounds: number,
  measure: () => Promise<{ took: number; unit: number }>,
): Promise<{ took: number; unit: number; ratio: number }> {
  const all: { took: number; unit: number }[] = []
  for (let round = 0; round <= rounds; round++) all.push(await measure())
  const [took, unit] = (['took', 'unit'] as const).map((key) =>
    median(all.slice(1).map((one) => one[key])),
  ) as [number, number]
  return { took, unit, ratio: took / unit }
}

/**
 * Processor time that this process's children have used, with all that they waited for themselves,
 * since the system counts it when they end (seconds; Linux).
 */
export function processorTime(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] as number
}
