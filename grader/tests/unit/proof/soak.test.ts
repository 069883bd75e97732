import { expect, test } from 'vitest'
import { differences } from '../../../proof/soak.ts'
import { reportWith } from '../reports/sample.ts'

const report = reportWith({
  't1.server.log': { result: 'failed', message: 'as seen' },
  't3.client.end-of-input': { result: 'error', message: 'the grader itself failed: somehow' },
})
test('a verdict that is another than the fixture says is a difference, with its seed', () => {
  const found = differences({ name: 'wrong/x', failed: ['t1.server.banner'], blocked: [] }, report)
  expect(found.map(({ check, expected }) => [check.id, expected, check.status])).toEqual([
    ['t1.server.banner', 'failed', 'passed'],
    ['t1.server.log', 'passed', 'failed'],
    ['t3.client.end-of-input', 'passed', 'error'],
  ])
  expect(found[0]).toMatchObject({ fixture: 'wrong/x', seed: report.seed })
})

test('the same verdicts are none', () => {
  const logged = reportWith({ 't1.server.log': { result: 'failed' } })
  const failed = ['t1.server.log']
  expect(differences({ name: 'wrong/x', failed, blocked: [] }, logged)).toEqual([])
  expect(differences({ name: 'right/x', failed: [], blocked: [] }, reportWith({}))).toEqual([])
})
