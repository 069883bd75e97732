import { expect, test } from 'vitest'
import { mergeReports } from '../../../scoring/merge.ts'
import { checksOf, reportWith } from '../reports/sample.ts'

const FAILED = {
  't1.server.log': { result: 'failed' },
  't2.client.exit': { result: 'failed' },
} as const

test('what was graded again takes the place of what it was before, and the sums follow', () => {
  const before = reportWith(FAILED)
  const again = reportWith({}, { selected: ['t1.server.log', 't1.pair.transcript'] })
  const whole = mergeReports(before, again)
  expect(checksOf(whole).map(({ id }) => id)).toEqual(checksOf(before).map(({ id }) => id))
  const failed = checksOf(whole).filter(({ status }) => status === 'failed')
  expect(failed.map(({ id }) => id)).toEqual(['t2.client.exit'])
  expect([whole.score, whole.max, ...whole.tasks.map(({ score }) => score)]).toEqual([
    before.score + 2,
    100,
    30,
    28,
    40,
  ])
})

test('the first report is the whole', () => {
  const report = reportWith(FAILED)
  expect(mergeReports(undefined, report)).toEqual(report)
})
