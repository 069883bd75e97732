import { rubric } from '../lab/rubric.ts'
import type { CheckReport, Report } from '../scoring/report.ts'

/** The one thing to do next, in a sentence: the first mistake in teaching order; undefined when all is well. */
export function nextStep(report: Report): string | undefined {
  const checks = report.tasks.flatMap((task) => task.checks)
  const inOrder = rubric.flatMap((rule) => checks.find((check) => check.id === rule.id) ?? [])
  if (checks.some((check) => check.status === 'error')) {
    return 'the grader itself failed, through no fault of this submission: grade it again.'
  }
  const core = inOrder.filter((check) => check.level === 'core')
  return step(core) ?? missing(core) ?? step(inOrder)
}

function step(checks: readonly CheckReport[]): string | undefined {
  const failed = checks.find((check) => check.status === 'failed')
  return failed && `${failed.id} — ${failed.hint}.`
}

function missing(checks: readonly CheckReport[]): string | undefined {
  const blocked = checks.find((check) => check.status === 'blocked')
  return blocked && `${blocked.id} is ${blocked.message}.`
}
