import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Place, readSubmission } from '../../../harness/submission.ts'
import { UnusableInput } from '../../../harness/unusable-input.ts'
import { test as base, lay } from '../bench.ts'

const PLACES: Place[] = [
  { key: 'a.server', path: 'a/server', also: 'OLD/a_server.py' },
  { key: 'a.client', path: 'a/client', also: 'OLD/a_client.py' },
]

/** What reading this name under the test's folder is refused with. */
const test = base.extend('refusal', ({ folder }) => (name = '.') => {
  try {
    readSubmission(join(folder, name), PLACES, ['.ts', '.py'])
  } catch (error) {
    return error
  }
})

describe('a folder that can not be graded', () => {
  test('is not there', ({ refusal }) => {
    expectSentence(refusal('none'), 'There is no folder')
  })

  test('is a file', ({ folder, refusal }) => {
    lay(folder, { 'a.zip': '' })
    expectSentence(refusal('a.zip'), 'is a file')
    expectSentence(refusal('a.zip/inside'), 'There is no folder')
  })

  test('has a name that no folder can have', ({ refusal }) => {
    expectSentence(refusal('long'.repeat(100)), 'longlong')
  })

  test('is a link to itself', ({ folder, refusal }) => {
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    expectSentence(refusal('loop'), 'loop')
  })

  test('has no program in it', ({ folder, refusal }) => {
    expectSentence(refusal(), 'a/server.ts, a/client.ts')
    lay(folder, { 'README.md': '', 'a/server.txt': '', 'server.ts': '' })
    expectSentence(refusal(), 'holds none of')
  })

  test('has a folder in place of a program', ({ folder, refusal }) => {
    mkdirSync(join(folder, 'a/server.ts'), { recursive: true })
    expectSentence(refusal(), 'a/server.ts in')
  })
})

describe('a submission.json that can not be used', () => {
  const PROGRAMS = 'expected an object with "programs"'
  const WORDS = 'programs["a/server"] must be a list of words'

  test.for([
    ['is empty', '', 'not valid JSON'],
    ['is cut off', '{\n  "programs": {', 'not valid JSON'],
    ['is no JSON, over several lines', '{"programs":\nhello\n}', 'not valid JSON'],
    ['is a list', '[]', PROGRAMS],
    ['is null', 'null', PROGRAMS],
    ['names no programs', '{"program": {}}', PROGRAMS],
    ['lists programs', '{"programs": []}', PROGRAMS],
    ['names a program that is none', naming('a/servr', ['node']), 'they are a/server, a/client'],
    ['names a program by its file', naming('a/server.ts', ['node']), 'is no program of the lab'],
    ['has a command that is text', naming('a/server', 'node x'), WORDS],
    ['has an empty command', naming('a/server', []), WORDS],
    ['has an empty word', naming('a/server', ['node', '']), WORDS],
    ['has a number in a command', naming('a/server', ['node', 1]), WORDS],
    ['has a zero byte in a command', naming('a/server', ['node', 'a\0b']), 'a/server'],
    ['has an unknown command', naming('a/server', ['no-such-command']), 'no-such-command'],
    ['has a command without "./"', naming('a/server', ['build.sh']), 'write "./build.sh"'],
    ['has a command that is not there', naming('a/server', ['./none']), 'no such file'],
    ['has a command that is a folder', naming('a/server', ['./a']), 'which is a folder'],
    ['has a command that may not run', naming('a/server', ['./build.sh']), 'not executable'],
    ['leads out of the folder', naming('a/server', ['../serve']), 'outside the submission'],
  ] as const)('%s', ([, text, words], { folder, refusal }) => {
    lay(folder, { 'a/server.ts': '', 'build.sh': '', 'submission.json': text })
    expectSentence(refusal(), words)
  })

  test('is a folder', ({ folder, refusal }) => {
    lay(folder, { 'a/server.ts': '', 'submission.json/x': '' })
    expectSentence(refusal(), 'submission.json in')
  })
})

function naming(program: string, command: unknown): string {
  return JSON.stringify({ programs: { [program]: command } })
}

function expectSentence(error: unknown, words: string): void {
  expect(error).toBeInstanceOf(UnusableInput)
  const { message } = error as UnusableInput
  expect(message).toContain(words)
  expect(message).toMatch(/^[^\n]+\.$/)
}
