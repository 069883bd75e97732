import { renameSync, writeFileSync } from 'node:fs'
import type { Submission } from '../harness/submission.ts'
import type { Outcome } from '../lab/outcome.ts'
import { score } from '../scoring/score.ts'
import type { Options } from './options.ts'

/** Often enough for whoever looks when time is up, and seldom enough to cost nothing (ms). */
const INTERVAL = 500

const UNFINISHED =
  'time was up before all checks were carried out; the points are those of the others'

/** Keeps files up to date whose readers may look before the grade is over. */
export function keepUpToDate(
  { name: submission, missing }: Submission,
  { outputs, selected, seed, strict }: Options,
) {
  const kept = outputs.filter(({ format, file }) => format.isReadAnyTime && file !== '-')
  const outcomes = new Map<string, Outcome>()
  const begun = performance.now()
  const gradedAt = new Date().toISOString()
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    timer = undefined
    const durationMs = Math.round(performance.now() - begun)
    const settings = { submission, missing, selected, seed, strict, gradedAt, durationMs }
    const report = score({ ...settings, outcomes, faults: [UNFINISHED] })
    for (const { format, file } of kept) replace(file, format.render(report, process.env))
  }
  return {
    add(outcome: Outcome): void {
      outcomes.set(outcome.id, outcome)
      if (kept.length > 0) timer ??= setTimeout(write, INTERVAL)
    },
    end(): void {
      clearTimeout(timer)
    },
  }
}

/** Never half written, whenever it is looked at. */
function replace(file: string, text: string): void {
  try {
    writeFileSync(`${file}.part`, text)
    renameSync(`${file}.part`, file)
  } catch {
    // That it can't be written is said once the whole report is there.
  }
}
