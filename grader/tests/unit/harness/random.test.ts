import { describe, expect, test } from 'vitest'
import { Random } from '../../../harness/random.ts'

const SEEDS = Array.from({ length: 300 }, (_, index) => `seed ${index}`)

test('the same seed and name give the same choices', () => {
  expect(choices(new Random('a', 't1'))).toEqual(choices(new Random('a', 't1')))
})

test('another seed or another name gives others', () => {
  const first = choices(new Random('a', 't1'))
  expect(choices(new Random('b', 't1'))).not.toEqual(first)
  expect(choices(new Random('a', 't2'))).not.toEqual(first)
})

test('a whole number is in its range, and reaches both ends', () => {
  const random = new Random('a', 'range')
  const drawn = new Set(Array.from({ length: 500 }, () => random.whole(3, 7)))
  expect([...drawn].toSorted()).toEqual([3, 4, 5, 6, 7])
})

test('a fraction is from 0 up to but not including 1, and evenly spread', () => {
  const random = new Random('a', 'fraction')
  const drawn = Array.from({ length: 2000 }, () => random.fraction())
  expect(drawn.every((it) => it >= 0 && it < 1)).toBe(true)
  const mean = drawn.reduce((sum, it) => sum + it, 0) / drawn.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05)
})

test('a shuffle keeps every item, and leaves the original alone', () => {
  const items = Array.from({ length: 256 }, (_, byte) => byte)
  const shuffled = new Random('a', 'shuffle').shuffle(items)
  expect(shuffled).not.toEqual(items)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items)
})

describe('text', () => {
  test.for([4, 7, 14, 20, 33])(
    'of %i bytes has lower and upper case, a digit and one space',
    (length) => {
      for (const seed of SEEDS) {
        const text = new Random(seed, 'text').text(length)
        expect(Buffer.byteLength(text)).toBe(length)
        expect(text).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z0-9]+ [a-zA-Z0-9]+$/)
      }
    },
  )

  test('is never the same twice', () => {
    const texts = SEEDS.map((seed) => new Random(seed, 'text').text(14))
    expect(new Set(texts).size).toBe(SEEDS.length)
  })

  test.for([0, 1, 2, 3])('has %i bytes where more are not wanted', (length) => {
    expect(new Random('a', 'short').text(length)).toHaveLength(length)
  })
})

function choices(random: Random): unknown[] {
  return [random.fraction(), random.whole(1, 1000), random.text(33), random.shuffle([1, 2, 3, 4])]
}
