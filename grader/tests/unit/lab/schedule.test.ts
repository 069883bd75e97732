import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Schedule } from '../../../lab/schedule.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('four jobs run at a time, and the next begins where one ends', async () => {
  const { schedule, begun, end } = jobs()
  for (const name of 'abcdef') void schedule(name)
  await setImmediate()
  expect(begun).toEqual([...'abcd'])
  end('b')
  await setImmediate()
  expect(begun).toEqual([...'abcde'])
  end('a')
  end('c')
  await setImmediate()
  expect(begun).toEqual([...'abcdef'])
})

test('a job gives back what it returns, or throws what it throws and leaves its place', async () => {
  const schedule = new Schedule()
  const busy = () => false
  const failing = Array.from({ length: 10 }, () =>
    schedule.run(() => Promise.reject(new Error('failed')), busy),
  )
  const results = await Promise.allSettled(failing)
  expect(results.map((result) => result.status)).toEqual(Array(10).fill('rejected'))
  expect(await schedule.run(async () => 'value', busy)).toBe('value')
})

test('a job that only waits lends its place, once', async () => {
  const { schedule, begun, end } = jobs()
  let isAtRest = false
  void schedule('a', () => isAtRest)
  for (const name of 'bcdefg') void schedule(name)
  await vi.advanceTimersByTimeAsync(60_000)
  await setImmediate()
  expect(begun.join('')).toBe('abcd')
  isAtRest = true
  await vi.advanceTimersByTimeAsync(1000)
  await setImmediate()
  expect(begun.join('')).toBe('abcde')
  end('a')
  await setImmediate()
  expect(begun.join('')).toBe('abcde')
  end('b')
  await setImmediate()
  expect(begun.join('')).toBe('abcdef')
})

function jobs() {
  const queue = new Schedule()
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const schedule = (name: string, isAtRest = () => false) =>
    queue.run(() => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    }, isAtRest)
  return { schedule, begun, end: (name: string) => ends.get(name)?.() }
}
