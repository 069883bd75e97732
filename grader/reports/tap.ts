import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
import { detailsOf, harmless } from './plain.ts'

/**
 * The Test Anything Protocol, version 14. Blocked is `not ok`, since a skipped test would count as
 * passed; a stretch check that did not pass is a `TODO`, which does not count as failed.
 */
export function tapReport(report: Report): string {
  const checks = report.tasks.flatMap((task) => task.checks)
  const error = checks.find(({ status }) => status === 'error')
  const lines = [
    'TAP version 14',
    `1..${checks.length}`,
    `# Socket Lab ${kitName(report.kit)}, seed ${oneLine(report.seed)}`,
    ...checks.flatMap((check, index) => [point(check, index + 1), ...diagnosis(check)]),
    `# ${report.score} of ${report.max} points, stretch ${report.stretch.score} of ${report.stretch.max}`,
    ...(error ? [`Bail out! the grader itself failed in ${error.id}`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function point({ id, title, level, status }: CheckReport, number: number): string {
  const description = oneLine(`${id} ${title}`).replace(/[\\#]/g, '\\$&')
  if (status === 'passed') return `ok ${number} - ${description}`
  const isOptional = level === 'stretch' && status !== 'error'
  return `not ok ${number} - ${description}${isOptional ? ' # TODO stretch' : ''}`
}

/** In YAML, whose strings may be written as JSON's; a block keeps the lines of a message. */
function diagnosis(check: CheckReport): string[] {
  const { status, level, points, max, durationMs } = check
  if (status === 'passed') return []
  const block = detailsOf(check).split('\n')
  return [
    '  ---',
    `  status: ${status}`,
    `  level: ${level}`,
    `  points: ${points}`,
    `  max: ${max}`,
    `  duration_ms: ${durationMs}`,
    '  details: |2-',
    ...block.map((line) => (line === '' ? '' : `    ${line}`)),
    '  ...',
  ]
}

function oneLine(text: string): string {
  return harmless(text).replace(/\s+/g, ' ')
}
