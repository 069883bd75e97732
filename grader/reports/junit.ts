import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report, TaskReport } from '../scoring/report.ts'
import { detailsOf, harmless } from './plain.ts'

/**
 * JUnit's XML, in the form that the strict schemas take too: a suite for each task, its points as
 * properties. Blocked is `skipped`, with its cause; a fault of the grader's own is an `error`.
 */
export function junitReport(report: Report): string {
  const suites = report.tasks.flatMap((task, index) => suite(task, index, report))
  const lines = ['<testsuites>', ...suites, '</testsuites>']
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`
}

function suite(task: TaskReport, index: number, report: Report): string[] {
  const count = (status: CheckReport['status']) =>
    task.checks.filter((check) => check.status === status).length
  const attributes = {
    id: index,
    name: task.title,
    package: `socket-lab.${task.id}`,
    hostname: 'localhost',
    // Strict schemas want it in UTC, without a zone.
    timestamp: report.gradedAt.slice(0, 19),
    tests: task.checks.length,
    failures: count('failed'),
    errors: count('error'),
    skipped: count('blocked'),
    time: seconds(task.checks.reduce((sum, check) => sum + check.durationMs, 0)),
  }
  return [
    `<testsuite ${written(attributes)}>`,
    '<properties>',
    ...Object.entries(properties(task, report)).map(
      ([name, value]) => `<property ${written({ name, value })}/>`,
    ),
    '</properties>',
    ...task.checks.flatMap(testcase),
    '<system-out></system-out>',
    `<system-err>${escaped(index === 0 ? report.faults.join('\n') : '')}</system-err>`,
    '</testsuite>',
  ]
}

function properties(task: TaskReport, report: Report): Record<string, string> {
  const points = task.checks.map(({ id, points, max }) => [id, `${points}/${max}`])
  return {
    kit: kitName(report.kit),
    submission: report.submission,
    seed: report.seed,
    score: `${task.score}/${task.max}`,
    ...Object.fromEntries(points),
  }
}

function testcase(check: CheckReport): string[] {
  const { id, title, durationMs } = check
  const classname = id.slice(0, id.lastIndexOf('.'))
  const head = `<testcase ${written({ name: `${id}: ${title}`, classname, time: seconds(durationMs) })}`
  return check.status === 'passed' ? [`${head}/>`] : [`${head}>`, result(check), '</testcase>']
}

function result(check: CheckReport): string {
  const [message = ''] = check.message.split('\n')
  if (check.status === 'blocked') return `<skipped ${written({ message })}/>`
  const [name, type] =
    check.status === 'error' ? ['error', 'GraderError'] : ['failure', 'CheckFailed']
  return `<${name} ${written({ message, type })}>${escaped(detailsOf(check))}</${name}>`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function written(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')
}

function escaped(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
