import { describe, expect, test } from 'vitest'
import { rubric } from '../../lab/rubric.ts'
import type { Report } from '../../scoring/report.ts'
import { checksOf } from '../unit/reports/sample.ts'
import { outcomes, scored, selection } from './gradings.ts'
import fc from './seeded.ts'

describe('whatever became of the checks', () => {
  test('every check that was asked for is in the report, once, in one of four statuses', () => {
    fc.assert(
      fc.property(outcomes, selection, (outcomes, selected) => {
        const checks = checksOf(scored({ outcomes, selected }))
        expect(checks.map(({ id }) => id).toSorted()).toEqual(selected.toSorted())
        for (const { status, points, max } of checks) {
          expect(['passed', 'failed', 'blocked', 'error']).toContain(status)
          expect(points).toBe(status === 'passed' ? max : 0)
        }
      }),
    )
  })

  test('the scores add up', () => {
    fc.assert(
      fc.property(outcomes, selection, (outcomes, selected) => {
        const report = scored({ outcomes, selected })
        const core = checksOf(report).filter(({ level }) => level === 'core')
        const stretch = checksOf(report).filter(({ level }) => level === 'stretch')
        expect([report.score, report.max]).toEqual([sum(core, 'points'), sum(core, 'max')])
        expect([sum(report.tasks, 'score'), sum(report.tasks, 'max')]).toEqual([
          report.score,
          report.max,
        ])
        expect(report.stretch).toEqual({ score: sum(stretch, 'points'), max: sum(stretch, 'max') })
      }),
    )
  })

  test('a check that fails instead never earns a point, and no other check one', () => {
    fc.assert(
      fc.property(outcomes, fc.nat(rubric.length - 1), (outcomes, at) => {
        const { id } = rubric[at] as { id: string }
        const failed = outcomes.map((it) =>
          it.id === id ? { ...it, result: 'failed' as const, blocks: true } : it,
        )
        const before = scored({ outcomes })
        const after = scored({ outcomes: failed })
        for (const check of checksOf(after)) {
          expect(check.points).toBeLessThanOrEqual(pointsOf(before, check.id))
        }
      }),
    )
  })

  test('an error of the grader is never a failed check', () => {
    fc.assert(
      fc.property(outcomes, (outcomes) => {
        const failed = new Set(outcomes.filter((it) => it.result === 'failed').map(({ id }) => id))
        for (const check of checksOf(scored({ outcomes }))) {
          if (check.status === 'failed') expect(failed).toContain(check.id)
        }
      }),
    )
  })
})

function pointsOf(report: Report, id: string): number {
  return checksOf(report).find((check) => check.id === id)?.points ?? 0
}

function sum<K extends string>(items: readonly Record<K, number>[], key: K): number {
  return items.reduce((total, item) => total + item[key], 0)
}
