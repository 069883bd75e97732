import type { Reports } from '../class/results/records.ts'
import type { Row } from '../class/results/row.ts'
import { htmlReport } from '../reports/html/report-page.ts'
import { jsonReport } from '../reports/json.ts'
import { markdownReport } from '../reports/markdown.ts'
import { inline } from '../reports/markdown-text.ts'
import { refusal } from '../scoring/refusal.ts'
import type { Report } from '../scoring/report.ts'

/** The files that are kept of a student's grade: the whole report, and what the student reads. */
export function render(report: Report): Reports {
  return {
    'report.json': jsonReport(report),
    'report.md': markdownReport(report),
    'report.html': htmlReport(report),
  }
}

/** The same for a submission that could not be graded: what a student reads is the reason alone. */
export function explain(
  { key, status, reason }: Row,
  { selected, strict }: { selected: string[]; strict: boolean },
): Reports {
  const title = status === 'error' ? 'The grader itself failed' : 'This could not be graded'
  const report = refusal({ submission: key, selected, strict, seed: '' }, reason)
  return {
    'report.json': jsonReport(report),
    'report.html': htmlReport(report),
    'report.md': `# ${title}\n\n${inline(reason)}.\n`,
  }
}
