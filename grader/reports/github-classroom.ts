import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
import { detailsOf, firstWithin } from './plain.ts'

/**
 * Results for GitHub Classroom's grading reporter, as lines for a step's outputs: `NAME=BASE64`.
 *
 * The reporter's table shows the share of tests that passed, of a runner's points: right only where
 * all tests of a runner have the same points. So there is a runner for each number of points.
 * Bonus points have no place in it.
 */
export function githubClassroomReport(report: Report): string {
  const core = report.tasks.flatMap((task) => task.checks).filter(({ level }) => level === 'core')
  const groups = Map.groupBy(core, (check) => check.max)
  const lines = [...groups]
    .toSorted(([left], [right]) => left - right)
    .map(([points, checks]) => `${runnerName(points)}=${encoded(checks, report)}`)
  return `${lines.join('\n')}\n`
}

/** The reporter gets a result as an environment variable, of which Linux takes 128 KiB (bytes). */
const LIMIT = 120 * 1024

/** The runner of all checks with so many points. */
function runnerName(points: number): string {
  return `checks-of-${points}`
}

function encoded(checks: readonly CheckReport[], report: Report): string {
  return firstWithin(LIMIT, [
    () => withMessages(checks, report, detailsOf),
    () => withMessages(checks, report, ({ hint }) => `hint: ${hint}`),
  ])
}

function withMessages(checks: readonly CheckReport[], report: Report, text: Text): string {
  const result = {
    version: 1,
    status: worst(checks),
    max_score: checks.reduce((sum, check) => sum + check.max, 0),
    tests: checks.map((check) => testOf(check, report, text)),
  }
  return Buffer.from(JSON.stringify(result)).toString('base64')
}

type Text = (check: CheckReport) => string

function testOf(check: CheckReport, report: Report, text: Text): object {
  return {
    name: `${check.id}: ${check.title}`,
    status: statusOf(check),
    score: check.points,
    message: check.status === 'passed' ? null : `${text(check)}\n\nkit ${kitName(report.kit)}`,
    test_code: `npm run grade -- --task ${check.id}`,
    filename: '',
    line_no: 0,
    duration: check.durationMs,
  }
}

function worst(checks: readonly CheckReport[]): Status {
  const statuses = checks.map(statusOf)
  return (['error', 'fail'] as const).find((status) => statuses.includes(status)) ?? 'pass'
}

function statusOf({ status }: CheckReport): Status {
  if (status === 'passed') return 'pass'
  return status === 'error' ? 'error' : 'fail'
}

type Status = 'pass' | 'fail' | 'error'
