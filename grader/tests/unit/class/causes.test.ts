import { expect, test } from 'vitest'
import { causes } from '../../../class/page/causes.ts'
import type { Failure } from '../../../class/page/failures.ts'
import { row } from './rows.ts'

test('the same mistake is one cause, whatever the values; the commonest is first', () => {
  const failures = [
    failure('ann', 'exit code 0', 'it is still running; the last it printed:\n  | hello'),
    failure('bob', '"ab c" to come back', '"AB C" came\nupper and lower case were changed.'),
    failure('cy', '"x\\"y" to come back', '"X\\"Y" came\nupper and lower case were changed.'),
    failure('dee', '"zz" to come back', '"z" came\nit was cut short: 1 of 2 bytes came.'),
    failure('eve', '"zzz" to come back', '"zz" came\nit was cut short: 2 of 3 bytes came.'),
    failure('fay', '"q" to come back', '"Q" came\nupper and lower case were changed.'),
  ]
  expect(causes(failures).map(({ told, failures: all }) => [told, all.map(keyOf)])).toEqual([
    [
      'expected "…" to come back, but "…" came; upper and lower case were changed',
      ['bob', 'cy', 'fay'],
    ],
    [
      'expected "…" to come back, but "…" came; it was cut short: 1 of 2 bytes came',
      ['dee', 'eve'],
    ],
    ['expected exit code 0, but it is still running; the last it printed …', ['ann']],
  ])
})

test('another line that is missing is another cause, and a port is none', () => {
  const seen = 'the program printed:\n  | hi'
  const failures = [
    failure('ann', 'a line with `Starting` and the port 20001', seen),
    failure('bob', 'a line with `Starting` and the port 31000', seen),
    failure('cy', 'a line with `Waiting`', seen),
  ]
  expect(causes(failures).map((cause) => cause.failures.length)).toEqual([2, 1])
})

test('the place of the first wrong byte is none', () => {
  const window = '\n  expected  54 68\n  received  54 48'
  const at = (byte: number) => `"x" came\nthe first difference is at byte ${byte}:${window}`
  const failures = [failure('ann', '"a"', at(1)), failure('bob', '"b"', at(2))]
  expect(causes(failures).map(({ told }) => told)).toEqual(['expected "…", but "…" came'])
})

function failure(key: string, expected: string, seen: string): Failure {
  return { row: row(key), check: 't1.server.echo', expected, seen }
}

function keyOf({ row: { key } }: Failure): string {
  return key
}
