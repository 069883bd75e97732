import { rubric, ruleOf } from '../lab/rubric.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
export function terminalReport(
  report: Report,
  options: { colour: boolean; submission: string },
): string {
  const lines = report.tasks.flatMap((task) => [
    `${task.id} ${task.title} ${task.score}/${task.max}`,
    ...task.checks.map(
      (c: CheckReport) => `  ${c.status.padEnd(8)} ${c.id} ${c.points}/${c.max} ${c.message}`,
    ),
  ])
  return [
    ...lines,
    `${report.score}/${report.max} stretch ${report.stretch.score}/${report.stretch.max} ${report.durationMs} ms`,
    ...report.faults,
    '',
  ].join('\n')
}
