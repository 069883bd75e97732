import { describe, expect, test } from 'vitest'
import { type Rule, rubric } from '../../../lab/rubric.ts'
import { allFixtures } from '../../../proof/fixtures.ts'
import { failures, matrixDoc } from '../../../proof/matrix.ts'

const wrong = allFixtures('wrong')

test.for(rubric.map(({ id }) => id))('%s is failed by a fixture that fails nothing else', (id) => {
  const { failed, alone } = failures(id, wrong)
  expect(failed).toBeGreaterThan(0)
  expect(alone).toBeGreaterThan(0)
})

describe('of some programs and checks', () => {
  const rules = ['t1.server.a', 't1.server.b', 't1.client.c'].map((id) => ({ id }) as Rule)
  const rows = [
    { name: 'wrong/one', failed: ['t1.server.a'], blocked: ['t1.server.b'] },
    { name: 'wrong/two', failed: ['t1.server.b', 't1.client.c'], blocked: [] },
  ]

  test('it is counted how many fail a check, and how many fail it alone', () => {
    expect(rules.map(({ id }) => failures(id, rows))).toEqual([
      { failed: 1, alone: 1 },
      { failed: 1, alone: 0 },
      { failed: 1, alone: 0 },
    ])
  })

  test('each is a row of its program, with a mark for each check', () => {
    const page = matrixDoc(rules, rows)
    expect(page).toContain('| | a | b | and |')
    expect(page).toContain('| one | ✗ | · |  |')
    expect(page).toContain('| two |  | ✗ | t1.client.c |')
    expect(page).toContain('| `t1.server.b` | 1 | 0 |')
  })
})
