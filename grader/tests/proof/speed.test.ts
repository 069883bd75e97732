import { expect, test } from 'vitest'
import { timeBare } from '../../bench/bare.ts'
import { budget, PARALLEL, processorTime, timeGrade } from '../../bench/speed.ts'

/** By processor time, which a busy machine does not stretch; by the clock it is `npm run bench`. */
test.skipIf(process.platform !== 'linux')('a grade computes no more than its budget', async () => {
  const before = processorTime()
  // In a sandbox programs are ended together with their namespace, and what they used is not counted.
  const { report } = await timeGrade('reference', '--sandbox', 'off')
  const graded = processorTime() - before
  await timeBare(report.starts, PARALLEL)
  const floor = processorTime() - before - graded
  expect(report.score).toBe(100)
  expect(graded / floor).toBeGreaterThan(1)
  expect(graded / floor).toBeLessThan(budget.processor?.most as number)
})
