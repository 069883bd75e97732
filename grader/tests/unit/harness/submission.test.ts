import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Place, readSubmission, UnusableInput } from '../../../harness/submission.ts'
import { test as base, lay } from '../bench.ts'

const PLACES: Place[] = [
  { key: 'a.server', path: 'a/server', also: 'OLD/a_server.py' },
  { key: 'a.client', path: 'a/client', also: 'OLD/a_client.py' },
]
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.py']

const test = base.extend('read', ({ folder }) => (files: Record<string, string>) => {
  lay(folder, files)
  return readSubmission(folder, PLACES, EXTENSIONS)
})

describe('finds a program', () => {
  test('by the first ending in order, whatever else is there', ({ read, folder }) => {
    const files = Object.fromEntries(EXTENSIONS.toReversed().map((it) => [`a/server${it}`, '']))
    const found = EXTENSIONS.map((ending) => {
      const { programs } = read(files)
      return programs['a.server']?.name === `a/server${ending}`
    })
    expect(found).toEqual([true, false, false, false, false])
    expect(readdirSync(join(folder, 'a'))).toHaveLength(EXTENSIONS.length)
  })

  test.for([
    ['a/server.ts', 'node'],
    ['a/server.mts', 'node'],
    ['a/server.js', 'node'],
    ['a/server.mjs', 'node'],
    ['a/server.py', 'python'],
    ['OLD/a_server.py', 'python'],
  ])('%s, to be run by %s', ([name, kind], { read, folder }) => {
    const { programs } = read({ [name as string]: '' })
    const path = join(folder, name as string)
    expect(programs['a.server']).toEqual({ name, kind, path, cwd: join(path, '..') })
  })

  test('by a command, which wins over a file and runs in the root', ({ read, folder }) => {
    const argv = ['python3', 'my server.py', '-p', '{port}']
    const manifest = JSON.stringify({ programs: { 'a/server': argv } })
    const { programs } = read({ 'a/server.ts': '', 'submission.json': `\uFEFF${manifest}` })
    const name = 'python3 my server.py -p {port}'
    expect(programs['a.server']).toEqual({ name, kind: 'command', argv, cwd: folder })
  })

  test('and says which other one is missing', ({ read }) => {
    const { programs, missing } = read({ 'a/server.py': '' })
    expect(Object.keys(programs)).toEqual(['a.server'])
    expect(missing).toEqual({ 'a.client': 'a/client.ts is missing' })
  })
})

describe('says in one sentence what is wrong', () => {
  const server = { 'a/server.ts': '' }
  test.for<[string, Record<string, string>, string]>([
    ['an empty folder', {}, 'holds none of'],
    ['other files alone', { 'README.md': '', 'a/server.txt': '' }, 'a/server.ts, a/client.ts'],
    [
      'broken JSON',
      { ...server, 'submission.json': '{\n  "programs": {\n hello' },
      'not valid JSON',
    ],
    [
      'bad words in JSON',
      { ...server, 'submission.json': '{"programs":\nhello\n}' },
      'not valid JSON',
    ],
    ['an empty submission.json', { ...server, 'submission.json': '' }, 'not valid JSON'],
    [
      'JSON that is a list',
      { ...server, 'submission.json': '[]' },
      'expected an object with "programs"',
    ],
    [
      'JSON that is null',
      { ...server, 'submission.json': 'null' },
      'expected an object with "programs"',
    ],
    [
      'no "programs"',
      { ...server, 'submission.json': '{"program": {}}' },
      'expected an object with "programs"',
    ],
    [
      'a list of programs',
      { ...server, 'submission.json': '{"programs": []}' },
      'expected an object with "programs"',
    ],
    ['an unknown program', named('a/servr', ['x']), 'they are a/server, a/client'],
    [
      'a program with its ending',
      named('a/server.ts', ['x']),
      'programs["a/server.ts"] is no program',
    ],
    [
      'a command that is text',
      named('a/server', 'node x'),
      'programs["a/server"] must be a list of words',
    ],
    ['an empty command', named('a/server', []), 'programs["a/server"] must be a list of words'],
    [
      'an empty word',
      named('a/server', ['node', '']),
      'programs["a/server"] must be a list of words',
    ],
    [
      'a number in a command',
      named('a/server', ['node', 1]),
      'programs["a/server"] must be a list of words',
    ],
  ])('%s', ([, files, words], { read }) => {
    expectSentence(() => read(files), words)
  })

  test('no such folder', ({ folder }) => {
    expectSentence(
      () => readSubmission(join(folder, 'none'), PLACES, EXTENSIONS),
      'There is no folder',
    )
  })

  test('a file in place of a folder', ({ folder }) => {
    lay(folder, { 'a.zip': '' })
    expectSentence(() => readSubmission(join(folder, 'a.zip'), PLACES, EXTENSIONS), 'is a file')
  })

  test('a name that no folder can have', () => {
    expectSentence(() => readSubmission('long'.repeat(100), PLACES, EXTENSIONS), 'longlong')
  })

  test('a link to itself', ({ folder }) => {
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    expectSentence(() => readSubmission(join(folder, 'loop'), PLACES, EXTENSIONS), 'loop')
  })

  test('a folder in place of a program, or of submission.json', ({ read, folder }) => {
    mkdirSync(join(folder, 'a/server.ts'), { recursive: true })
    expectSentence(() => read({}), 'a/server.ts in')
    mkdirSync(join(folder, 'submission.json'))
    expectSentence(() => read({}), 'submission.json in')
  })
})

function named(program: string, command: unknown): Record<string, string> {
  return {
    'a/server.ts': '',
    'submission.json': JSON.stringify({ programs: { [program]: command } }),
  }
}

function expectSentence(act: () => unknown, words: string): void {
  let error: unknown
  try {
    act()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(UnusableInput)
  const { message } = error as UnusableInput
  expect(message).toContain(words)
  expect(message).toMatch(/^[^\n]+\.$/)
}
