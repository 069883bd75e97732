import { expect, test } from 'vitest'
import { parseClassOptions, USAGE } from '../../../commands/grade-all-options.ts'
import { rubric } from '../../../lab/rubric.ts'

const parse = (...args: string[]) => parseClassOptions(['class', '--out', 'out', ...args], {})

test('a class of strangers wants the whole sandbox, unless told otherwise', () => {
  expect(parse()).toMatchObject({ input: 'class', out: 'out', mode: 'require', shard: undefined })
  expect(parse('--sandbox', 'off')).toMatchObject({ mode: 'off' })
  expect(() => parse('--sandbox', 'on')).toThrow('--sandbox takes auto, require, off, not on.')
})

test('everything is graded, as many at a time as there are cores', () => {
  const options = parse()
  expect(options?.selected).toEqual(rubric.map(({ id }) => id))
  expect(options?.jobs).toBeGreaterThanOrEqual(1)
  expect(parse('--jobs', '7')?.jobs).toBe(7)
  for (const jobs of ['0', '-1', '1.5', 'x', ''])
    expect(() => parse(`--jobs=${jobs}`)).toThrow('--jobs')
})

test('a scheduler says which part', () => {
  const env = { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '5' }
  expect(parseClassOptions(['class', '--out', 'out'], env)?.shard).toEqual({ index: 2, of: 5 })
})

test('--help comes before all else, and fits a terminal', () => {
  expect(parseClassOptions(['--help'], {})).toBe(undefined)
  for (const line of USAGE.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})
