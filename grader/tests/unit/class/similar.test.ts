import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clusters } from '../../../class/similar/clusters.ts'
import { type Alike, compare, type Work } from '../../../class/similar/compare.ts'
import { sideBySide } from '../../../class/similar/side-by-side.ts'
import { type Source, sourcesIn } from '../../../class/similar/sources.ts'
import { tokensOf } from '../../../class/similar/tokens.ts'
import { ROOT } from '../../../proof/fixtures.ts'

const starter = sourcesIn(join(ROOT, 'starter'))
const reference = sourcesIn(join(ROOT, 'reference'))
const independent = readdirSync(join(ROOT, 'fixtures/right'))
  .map((who) => ({ who, sources: sourcesIn(join(ROOT, 'fixtures/right', who)) }))
  .filter(({ sources }) => sources.length >= 6)

function changed(sources: readonly Source[], change: (text: string) => string): Source[] {
  return sources.map(({ path, text }) => ({ path, text: change(text) }))
}

describe('a copy is found', () => {
  test.for([
    ['as it is', (text: string) => text],
    [
      'with other names',
      (text: string) => text.replace(/\b(?:server|socket|client|chunk)\b/g, 'q'),
    ],
    ['with other texts', (text: string) => text.replace(/'[A-Z][^'\n]*'/g, "'something else'")],
    ['without comments', (text: string) => text.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')],
    ['laid out anew', (text: string) => text.replace(/\n +/g, '\n').replaceAll(' = ', '\n=\n')],
    [
      'with an addition',
      (text: string) => `${text}\nfunction unused(a: number) { return a + 1 }\n`,
    ],
  ] as const)('%s', ([, change]) => {
    const works = [...independent, { who: 'one', sources: reference }]
    const copy = { who: 'copy', sources: changed(reference, change) }
    const [first, ...others] = compare([...works, copy], starter, 0.5)
    expect([first?.left, first?.right]).toEqual(['one', 'copy'])
    expect(first?.similarity).toBeGreaterThan(0.75)
    expect(others).toEqual([])
  })

  test('in another order of functions, in the files of another task', () => {
    const sources = reference.map(({ path, text }) => ({
      path: `x/${path}`,
      text: `// moved\n${text}`,
    }))
    const works = [
      { who: 'one', sources: reference },
      { who: 'copy', sources: sources.toReversed() },
    ]
    expect(compare(works, starter, 0.5)[0]?.similarity).toBeGreaterThan(0.9)
  })

  test('with the passages that are alike, by file and line', () => {
    const [t1] = reference.filter(({ path }) => path === 't1-tcp-echo/server.ts') as [Source]
    const works = [
      { who: 'one', sources: [t1] },
      { who: 'copy', sources: [{ path: 'mine.ts', text: `\n\n\n${t1.text}` }] },
    ]
    const [pair] = compare(works, starter, 0.5) as [Alike]
    const [longest] = pair.passages
    expect(longest?.left.path).toBe('t1-tcp-echo/server.ts')
    expect(longest?.right.path).toBe('mine.ts')
    expect(Number(longest?.right.from) - Number(longest?.left.from)).toBe(3)
  })
})

describe('what is not a copy is not found', () => {
  test('solutions of the same lab', () => {
    expect(compare(independent, starter, 0.5)).toEqual([])
  })

  test('the text that everybody was given', () => {
    const works = ['ann', 'bob'].map((who) => ({ who, sources: starter }))
    expect(compare(works, [], 0.5)).toHaveLength(1)
    expect(compare(works, starter, 0.5)).toEqual([])
  })

  test('nothing, and nearly nothing', () => {
    const works = [[], [], [{ path: 'a.ts', text: '' }], [{ path: 'a.ts', text: 'x' }]]
    const named = works.map((sources, at) => ({ who: String(at), sources }))
    expect(compare(named, starter, 0.01)).toEqual([])
  })

  test('what more than half of a large class has', () => {
    const common = { path: 'a.ts', text: reference[0]?.text as string }
    const works = Array.from({ length: 30 }, (_, at) => ({ who: String(at), sources: [common] }))
    expect(compare(works, [], 0.1)).toEqual([])
  })
})

test.for([
  ['.ts', 'const a: number = f(1) // c\n', 'const a = f(1)\n'],
  ['.py', 'def f(x):  # c\n    return x\n', 'def g(yy):\n    return yy\n'],
  ['.c', 'int f(int x) { return x; } /* c */', 'int g(int y) { return y; }'],
] as const)('names, comments and types are no tokens: %s', ([ending, left, right]) => {
  const kinds = (text: string) => tokensOf(text, ending).map(({ kind }) => kind)
  expect(kinds(left)).toEqual(kinds(right))
  expect(kinds(left).length).toBeGreaterThan(3)
})

test('other languages are cut into words, each at its place', () => {
  expect(tokensOf('my $x;\nprint 1', '.pl')).toEqual([
    { kind: 'my', line: 0, column: 0, endLine: 0, endColumn: 2 },
    { kind: '$', line: 0, column: 3, endLine: 0, endColumn: 4 },
    { kind: 'x', line: 0, column: 4, endLine: 0, endColumn: 5 },
    { kind: ';', line: 0, column: 5, endLine: 0, endColumn: 6 },
    { kind: 'print', line: 1, column: 0, endLine: 1, endColumn: 5 },
    { kind: '1', line: 1, column: 6, endLine: 1, endColumn: 7 },
  ])
})

test('clusters join what is alike through others, with as few pairs as lead to all', () => {
  const pair = (left: string, right: string, similarity: number): Alike => {
    return { left, right, similarity, passages: [] }
  }
  const found = clusters([
    pair('x', 'y', 0.99),
    pair('a', 'b', 0.9),
    pair('c', 'd', 0.8),
    pair('b', 'a', 0.7),
    pair('b', 'c', 0.6),
    pair('a', 'd', 0.5),
  ])
  expect(found.map(({ members }) => members)).toEqual([
    ['a', 'b', 'c', 'd'],
    ['x', 'y'],
  ])
  expect(found[0]?.pairs.map(({ similarity }) => similarity)).toEqual([0.9, 0.8, 0.6])
})

test('passages stand side by side, and nothing in them moves the cursor', () => {
  const text = 'const a = 1\n\tconst long = "x".repeat(100).padEnd(200)\n\x1b[2Jevil()\n'
  const works: Work[] = ['ann', 'bob\x1b[0m'].map((who) => ({
    who,
    sources: [{ path: 'a.ts', text }],
  }))
  const lines = { path: 'a.ts', from: 1, to: 3 }
  const pair = {
    left: 'ann',
    right: 'bob\x1b[0m',
    similarity: 0.966,
    passages: [{ left: lines, right: lines }],
  }
  const shown = sideBySide([{ members: ['ann', 'bob\x1b[0m'], pairs: [pair] }], works, 80)
  expect(shown).not.toContain('\x1b')
  for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  expect(shown.split('\n').slice(0, 6)).toEqual([
    'Cluster 1: ann, bob·[0m',
    '',
    '  ann and bob·[0m: 97 % alike',
    '',
    '    a.ts, lines 1 to 3                   │ a.ts, lines 1 to 3',
    '       1  const a = 1                    │    1  const a = 1',
  ])
})
