import type { Report } from '../scoring/report.ts'

/** The report as it is: schema 1 of the contract. What a terminal would act on is escaped. */
export function jsonReport(report: Report): string {
  const text = JSON.stringify(report, null, 2)
  return `${text.replace(ACTS, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/** JSON itself escapes only the older control characters: these are the newer, and what turns text around. */
const ACTS = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
