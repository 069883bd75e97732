import { describe, expect, test } from 'vitest'
import {
  breach,
  DEFAULT_LIMITS,
  describeLimits,
  type LimitName,
  parseLimits,
} from '../../../../harness/sandbox/limits.ts'
import { struckBy } from '../../../../harness/sandbox/watchdog.ts'

describe('--limit', () => {
  test.for<[string, LimitName, number]>([
    ['memory=256M', 'memory', 256 * 2 ** 20],
    ['memory=1G', 'memory', 2 ** 30],
    ['file-size=10K', 'file-size', 10_240],
    ['output=500', 'output', 500],
    ['cpu=30', 'cpu', 30],
    ['grade=60s', 'grade', 60],
    ['processes=20', 'processes', 20],
  ])('%s', ([text, name, value]) => {
    expect(parseLimits([text])).toEqual({ ...DEFAULT_LIMITS, [name]: value })
  })

  test.for([
    ['', '--limit takes a name and a number, such as memory=256M, not nothing.'],
    ['memory', '--limit takes a name and a number, such as memory=256M, not memory.'],
    ['memory=-1', '--limit takes a name and a number, such as memory=256M, not memory=-1.'],
    ['toString=1', '--limit takes a name and a number, such as memory=256M, not toString=1.'],
    ['memry=1M', /^There is no limit memry; there are memory, cpu, .*grade\.$/],
    ['memory=0', "--limit memory=0 can't be meant: the default is memory=512M."],
    ['cpu=1M', "--limit cpu=1M can't be meant: the default is cpu=60s."],
  ] as const)('%j is refused', ([text, sentence]) => {
    expect(() => parseLimits([text])).toThrow(sentence)
  })

  test('takes every default as it is described', () => {
    expect(parseLimits(describeLimits())).toEqual(DEFAULT_LIMITS)
  })
})

test.for<[LimitName, string]>([
  ['memory', 'used more than 512 MB of memory'],
  ['cpu', 'computed for more than 60 seconds'],
  ['processes', 'had 256 processes and threads at a time'],
])('what struck the limit %s is told', ([name, words]) => {
  expect(breach(name, DEFAULT_LIMITS)).toBe(words)
})

describe('a program that is looked at', () => {
  const little = { processes: 12, memory: 50_000_000, cpu: 0.4, files: 22, isDiskFull: false }

  test('has struck nothing as long as it keeps to its limits', () => {
    expect(struckBy(little, DEFAULT_LIMITS)).toBeUndefined()
  })

  test.for([
    ['memory', { memory: 513 * 2 ** 20 }],
    ['cpu', { cpu: 60.5 }],
    ['processes', { processes: 256 }],
    ['files', { files: 1022 }],
    ['disk', { isDiskFull: true }],
  ] as const)('has struck %s', ([name, much]) => {
    expect(struckBy({ ...little, ...much }, DEFAULT_LIMITS)).toBe(name)
  })
})
