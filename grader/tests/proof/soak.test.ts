import { expect, test } from 'vitest'
import { soak } from '../../proof/soak.ts'

/** A longer one is `npm run soak`. */
const TIMES = 4

test(`no verdict of ${TIMES} differs on a machine that is four times too busy`, async () => {
  const seed = Math.random().toString(36).slice(2)
  const done = await soak({ times: TIMES, graders: 2, load: 4, seed, isBrief: true })
  expect(done.differences, `seed ${seed}`).toEqual([])
  expect(done.grades).toBe(TIMES)
  expect(done.checks).toBeGreaterThan(10 * TIMES)
})
