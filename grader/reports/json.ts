import type { Report } from '../scoring/report.ts'

/** The report as it is: schema 1 of the contract. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
