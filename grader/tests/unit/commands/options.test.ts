import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../../commands/options.ts'
import { nearest } from '../../../harness/nearest.ts'
import { UnusableInput } from '../../../harness/unusable-input.ts'
import { rubric } from '../../../lab/rubric.ts'

const ALL = rubric.map((rule) => rule.id)

test('nothing asked for is the whole starter, by all core points', () => {
  expect(parseOptions([])).toMatchObject({
    submission: 'starter',
    selected: ALL,
    strict: false,
    outputs: [],
    minScore: undefined,
    help: false,
  })
})

test('a seed is drawn anew each time, unless it is given', () => {
  expect(parseOptions([]).seed).not.toBe(parseOptions([]).seed)
  expect(parseOptions(['--seed', 'abc']).seed).toBe('abc')
})

test.for<[string[], object]>([
  [['my folder'], { submission: 'my folder' }],
  [['--strict'], { strict: true }],
  [['--json', 'out.json'], { outputs: [{ file: 'out.json' }] }],
  [['--json=-', 'x'], { outputs: [{ file: '-' }], submission: 'x' }],
  [['--json', '-'], { outputs: [{ file: '-' }] }],
  [
    ['--format', 'markdown=a=b.md', '--format', 'json=-', '--json', 'x'],
    { outputs: [{ file: 'x' }, { format: { name: 'markdown' }, file: 'a=b.md' }, { file: '-' }] },
  ],
  [['--user', 'student'], { user: 'student' }],
  [['--watch', '--open'], { watch: true, open: true }],
  [['--min-score', '60'], { minScore: 60 }],
  [['--min-score=0'], { minScore: 0 }],
  [['--min-score', '59.5'], { minScore: 59.5 }],
  [['--help'], { help: true }],
  [['-h'], { help: true }],
  [['--', '--strict'], { submission: '--strict', strict: false }],
])('%j', ([args, options]) => {
  expect(parseOptions(args)).toMatchObject(options)
})

describe('--task', () => {
  test.for<[string[], (id: string) => boolean]>([
    [['t2'], (id) => id.startsWith('t2.')],
    [['t1.server'], (id) => id.startsWith('t1.server.')],
    [['t3.pair.game'], (id) => id === 't3.pair.game'],
    [['t3', 't1.server.echo', 't1.server.echo'], (id) => /^t3\.|^t1\.server\.echo$/.test(id)],
  ])('%j selects what it names, in the order of the rubric', ([names, isSelected]) => {
    const { selected } = parseOptions(names.flatMap((name) => ['--task', name]))
    expect(selected).toEqual(ALL.filter(isSelected))
  })
})

describe('wrong use is answered in one sentence', () => {
  test.for<[string[], string]>([
    [['--tsak', 't1'], 'There is no option --tsak; did you mean --task?'],
    [['--minscore', '1'], 'There is no option --minscore; did you mean --min-score?'],
    [['--jsn'], 'There is no option --jsn; did you mean --json?'],
    [['-s'], 'There is no option -s; did you mean --'],
    [
      ['--task', 't1.server.ecko'],
      'There is no check or task t1.server.ecko; did you mean t1.server.echo?',
    ],
    [['--open'], '--open follows --watch'],
    [['--task', 't4'], 'There is no check or task t4; did you mean t1?'],
    [['--task', 't1.srever'], 'did you mean t1.server?'],
    [['--task', 't1.server.'], 'did you mean t1.server'],
    [['--task', ''], 'There is no check or task '],
    [['--task', 'echo'], 'There is no check or task echo'],
    [['a', 'b'], 'One submission at a time: got a and b.'],
    [['--min-score', 'all'], '--min-score takes a number of points, such as 60, not all.'],
    [['--min-score='], 'not nothing.'],
    [['--min-score=-5'], 'not -5.'],
    [['--min-score', 'NaN'], 'not NaN.'],
    [['--min-score', '-5'], '--min-score'],
    [['--min-score'], '--min-score'],
    [['--task', '--strict'], '--task'],
    [['--strict=yes'], '--strict'],
    [['--format', 'mrkdown=x'], 'There is no format mrkdown; did you mean markdown?'],
    [['--format', 'markdown'], '--format markdown does not say where the report goes.'],
    [['--format', 'json=', 'x'], '--format json= does not say where'],
    [['--json', ''], '--json does not say where'],
    [['--json', '-', '--format', 'markdown=-'], '--json - and --format markdown=- name the same'],
    [['--watch', '--format', 'json=-'], '--watch and --format json=- do not go together'],
  ])('%j', ([args, words]) => {
    let error: unknown
    try {
      parseOptions(args)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(UnusableInput)
    expect((error as Error).message).toContain(words)
    expect((error as Error).message).toMatch(/^[^\n]+[.?]$/)
  })
})

test.for([
  ['ecko', 'echo'],
  ['', 'log'],
  ['banner', 'banner'],
  ['lgo', 'log'],
])('nearest to %j is %s', ([name, candidate]) => {
  expect(nearest(name as string, ['listen', 'banner', 'echo', 'log'])).toBe(candidate)
})
