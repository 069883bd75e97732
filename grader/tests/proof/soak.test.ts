import { expect, test } from 'vitest'
import { soak } from '../../proof/soak.ts'

/** A longer one, far busier and in random order, is `npm run soak`: this one must not hold up the others. */
const TIMES = 2

test(`no verdict of ${TIMES} differs on a machine that is too busy`, async () => {
  const done = await soak({ times: TIMES, graders: 2, load: 1, seed: 'brisk', isBrief: true })
  expect(done.differences).toEqual([])
  expect(done.grades).toBe(TIMES)
  expect(done.checks).toBeGreaterThan(10 * TIMES)
})
