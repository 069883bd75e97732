import { rubric } from '../lab/rubric.ts'
import type { CheckReport, Report } from './report.ts'
import { totals } from './totals.ts'

/** The whole after some checks were carried out again: theirs from the later report, the others' from the earlier one. */
export function mergeReports(earlier: Report | undefined, later: Report): Report {
  const known = new Map<string, CheckReport>()
  for (const report of [earlier, later]) {
    for (const check of report?.tasks.flatMap((task) => task.checks) ?? [])
      known.set(check.id, check)
  }
  return { ...later, ...totals(rubric.flatMap(({ id }) => known.get(id) ?? [])) }
}
