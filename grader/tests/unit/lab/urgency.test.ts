import { expect, test } from 'vitest'
import { rubric } from '../../../lab/rubric.ts'
import { urgencyOf } from '../../../lab/urgency.ts'

test('what takes long goes before everything else', () => {
  const long = rubric.filter(({ isLong }) => isLong).map(({ id }) => urgencyOf(id))
  const others = rubric.filter(({ isLong }) => !isLong).map(({ id }) => urgencyOf(id))
  expect(long.length).toBeGreaterThan(0)
  expect(Math.min(...long)).toBeGreaterThan(Math.max(...others))
})

test('what others wait for goes before those that wait', () => {
  for (const { id, needs, after } of rubric.filter(({ isLong }) => !isLong)) {
    for (const first of [...needs, ...after])
      expect(urgencyOf(first)).toBeGreaterThan(urgencyOf(id))
  }
})

test('of two that nobody waits for the pair goes first: it runs two programs', () => {
  expect(urgencyOf('t3.pair.game')).toBeGreaterThan(urgencyOf('t3.server.players'))
})
