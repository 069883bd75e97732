import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
import { detailsOf } from './plain.ts'
import type { Environment } from './registry.ts'

/**
 * Classroom 50's `result.json`. It knows whole points only, none above a maximum: a stretch check
 * is a test of 0 points, with its bonus points in fields of their own. Which submission it is stands
 * in the environment that Classroom 50 sets; outside of it those fields say `unknown`.
 */
export function classroom50Report(report: Report, env: Environment): string {
  const given = (name: string) => env[name] || 'unknown'
  const moment = `${report.gradedAt.slice(0, 19)}Z`
  const result = {
    schema: 'classroom50/result/v1',
    classroom: given('CLASSROOM'),
    assignment: given('ASSIGNMENT'),
    assignment_type: env.ASSIGNMENT_TYPE === 'group' ? 'group' : 'individual',
    owner: env.OWNER || given('USERNAME'),
    submission: env.SUBMISSION_TAG || 'submit/unknown',
    commit: given('COMMIT_URL'),
    release: given('RELEASE_URL'),
    review: env.REVIEW_URL || given('COMMIT_URL'),
    datetime: moment,
    graded_at: moment,
    score: report.score,
    'max-score': report.max,
    tests: report.tasks.flatMap((task) => task.checks.map((check) => testOf(check, report))),
  }
  return `${JSON.stringify(result, null, 2)}\n`
}

function testOf(check: CheckReport, report: Report): object {
  const { id, title, level, status, points, max } = check
  const isBonus = level === 'stretch'
  return {
    'test-name': `${id}: ${title}`,
    passed: status === 'passed',
    score: isBonus ? 0 : points,
    'max-score': isBonus ? 0 : max,
    ...(isBonus && { 'bonus-score': points, 'bonus-max-score': max }),
    status,
    kit: kitName(report.kit),
    ...(status !== 'passed' && { message: detailsOf(check) }),
  }
}
