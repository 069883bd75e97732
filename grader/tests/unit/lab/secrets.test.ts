import { expect, test } from 'vitest'
import { CheckFailed } from '../../../harness/check-failed.ts'
import { Random } from '../../../harness/random.ts'
import { expectLikely, OUTSIDE } from '../../../lab/peers/secrets.ts'

const NEAR = 6
const STARTS = 480

/** What is found in these secrets, start after start. */
function found(secrets: readonly number[]): string | undefined {
  try {
    for (const at of secrets.keys()) expectLikely(secrets.slice(0, at + 1), NEAR)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(CheckFailed)
    return (error as CheckFailed).finding.seen
  }
}

/** As many starts, each with the next of these secrets. */
function inTurn(secrets: readonly number[]): number[] {
  return Array.from({ length: STARTS }, (_, at) => secrets[at % secrets.length] as number)
}

test('a secret that no guess hits is found', () => {
  expect(found([50, 60, OUTSIDE])).toBe(
    'one of its starts held a number that no guess from 1 to 100 hits',
  )
})

test('a few secrets that come again and again are found, none of them an end', () => {
  expect(found(inTurn([50, 60, 70, 20, 30, 40, 55, 3, 97, 81]))).toMatch(
    /^its \d+ starts held these 10 numbers alone: 3, 20, 30, 40, 50, 55, 60, 70, 81, 97$/,
  )
})

test('secrets from a part of the range are found', () => {
  const random = new Random('seed', 'half')
  expect(found(Array.from({ length: STARTS }, () => random.whole(2, 49)))).toMatch(
    /^its starts held 3\d numbers, all of them from 2 to 49$/,
  )
})

test.for(['one', 'two', 'three', 'four', 'five'])('nothing is found in fair draws, %s', (seed) => {
  const random = new Random(seed, 'fair')
  expect(found(Array.from({ length: STARTS }, () => random.whole(1, 99)))).toBeUndefined()
})

test('nothing is found in secrets of a clock, which last and do not come back', () => {
  const secrets = [50, 60, 70, 20, 30].flatMap((secret) => Array<number>(96).fill(secret))
  expect(found(secrets)).toBeUndefined()
})

test('nothing is found where a number merely did not come up', () => {
  expect(found(inTurn(Array.from({ length: 45 }, (_, at) => 6 + 2 * at)))).toBeUndefined()
})
