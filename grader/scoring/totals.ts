import { tasks } from '../lab/tasks.ts'
import type { CheckReport, Report } from './report.ts'

/** Points by task and in all, of checks in the rubric's order. */
export function totals(
  checks: readonly CheckReport[],
): Pick<Report, 'score' | 'max' | 'stretch' | 'tasks'> {
  const core = checks.filter((check) => check.level === 'core')
  const stretch = checks.filter((check) => check.level === 'stretch')
  const taskReports = tasks.map(({ id, title }) => {
    const own = checks.filter((check) => check.id.startsWith(`${id}.`))
    const ownCore = own.filter((check) => check.level === 'core')
    return { id, title, score: points(ownCore), max: most(ownCore), checks: own }
  })
  return {
    score: points(core),
    max: most(core),
    stretch: { score: points(stretch), max: most(stretch) },
    tasks: taskReports.filter((task) => task.checks.length > 0),
  }
}

function points(checks: readonly CheckReport[]): number {
  return checks.reduce((sum, check) => sum + check.points, 0)
}

function most(checks: readonly CheckReport[]): number {
  return checks.reduce((sum, check) => sum + check.max, 0)
}
