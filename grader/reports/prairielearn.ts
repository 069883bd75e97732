import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
import { nextStep } from './next-step.ts'
import { detailsOf, firstWithin, harmless } from './plain.ts'

/** What PrairieLearn reads of a results file, in bytes, less some room. */
const LIMIT = 1_000_000

/**
 * PrairieLearn's `results.json`. A submission of which nothing could be judged is not gradable: it
 * costs no attempt. Bonus points are shown with the tests and are not part of the score.
 */
export function prairielearnReport(report: Report): string {
  return firstWithin(LIMIT, [
    () => results(report, detailsOf),
    () => results(report, ({ hint }) => (hint ? `hint: ${hint}` : '')),
  ])
}

function results(report: Report, output: (check: CheckReport) => string): string {
  const checks = report.tasks.flatMap((task) => task.checks)
  const [first] = checks
  const isJudged = checks.some(({ status }) => status !== 'blocked')
  const verdict = isJudged
    ? { gradable: true, score: report.max > 0 ? report.score / report.max : 0 }
    : { gradable: false, format_errors: [harmless(first?.message ?? '')] }
  const results = {
    ...verdict,
    message: harmless(messageOf(report)),
    tests: checks.map((check) => testOf(check, output(check))),
  }
  return `${JSON.stringify(results, null, 2)}\n`
}

function messageOf(report: Report): string {
  const { stretch, faults } = report
  const step = nextStep(report)
  return [
    ...faults.map((fault) => `The grader itself failed: ${fault}`),
    ...(step ? [`Next: ${step}`] : []),
    ...(stretch.max > 0 ? [`Bonus points: ${stretch.score} of ${stretch.max}.`] : []),
    `Socket Lab ${kitName(report.kit)}, seed ${report.seed}`,
  ].join('\n')
}

function testOf({ id, title, level, points, max, status, message }: CheckReport, output: string) {
  return {
    name: id,
    description: level === 'stretch' ? `bonus: ${title}` : title,
    points,
    max_points: max,
    message: status === 'blocked' ? harmless(message) : '',
    output: status === 'passed' || status === 'blocked' ? '' : output,
  }
}
