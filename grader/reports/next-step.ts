import { rubric } from '../lab/rubric.ts'
import type { CheckReport, Report } from '../scoring/report.ts'

/** The one thing to do next, in a sentence: the first mistake in teaching order; undefined when all is well. */
export function nextStep(report: Report): string | undefined {
  if (checksOf(report).some((check) => check.status === 'error')) {
    return 'the grader itself failed, through no fault of this submission: grade it again.'
  }
  const check = nextCheck(report)
  if (!check) return undefined
  return check.status === 'failed'
    ? `${check.id} — ${check.hint}.`
    : `${check.id} is ${check.message}.`
}

/** The check that the next step is about: failed, or blocked by a program that is missing. */
export function nextCheck(report: Report): CheckReport | undefined {
  const checks = checksOf(report)
  const inOrder = rubric.flatMap((rule) => checks.find((check) => check.id === rule.id) ?? [])
  const core = inOrder.filter((check) => check.level === 'core')
  const first = (status: CheckReport['status']) => core.find((check) => check.status === status)
  return first('failed') ?? first('blocked') ?? inOrder.find((check) => check.status === 'failed')
}

function checksOf({ tasks }: Report): CheckReport[] {
  return tasks.flatMap((task) => task.checks)
}
