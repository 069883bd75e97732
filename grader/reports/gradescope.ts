import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report, TaskReport } from '../scoring/report.ts'
import { fence, inline } from './markdown-text.ts'
import { nextStep } from './next-step.ts'
import { detailsOf } from './plain.ts'

/**
 * Gradescope's `results.json`. The score is the core points alone: bonus points are tests of their
 * own, which show what was reached and leave the score as it is.
 */
export function gradescopeReport(report: Report): string {
  const { kit, seed, stretch } = report
  const results = {
    score: report.score,
    execution_time: report.durationMs / 1000,
    output: overview(report),
    output_format: 'md',
    test_output_format: 'md',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    extra_data: { kit, seed, stretch },
    tests: report.tasks.flatMap(testsOf),
  }
  return `${JSON.stringify(results, null, 2)}\n`
}

function overview(report: Report): string {
  const { stretch, faults } = report
  const step = nextStep(report)
  const bonus = `${stretch.score} of ${stretch.max} bonus points, which are not part of the score.`
  return [
    ...faults.map((fault) => `**The grader itself failed:** ${inline(fault)}`),
    ...(step ? [`**Next:** ${inline(step)}`] : []),
    ...(stretch.max > 0 ? [bonus] : []),
    `Socket Lab ${kitName(report.kit)}, seed ${inline(report.seed)}`,
  ].join('\n\n')
}

function testsOf(task: TaskReport): object[] {
  return task.checks.map((check, index) => {
    const { id, title, level, points, max, status } = check
    return {
      name: `${level === 'stretch' ? 'bonus: ' : ''}${id}: ${title}`,
      number: `${task.id.slice(1)}.${index + 1}`,
      score: points,
      max_score: max,
      status: status === 'passed' ? 'passed' : 'failed',
      output: outputOf(check),
      tags: [task.id, level, status],
      visibility: 'visible',
      extra_data: { id, status },
    }
  })
}

function outputOf(check: CheckReport): string {
  if (check.status === 'passed') return ''
  return check.status === 'blocked' ? inline(check.message) : fence(detailsOf(check))
}
