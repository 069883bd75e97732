import { chmodSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { PYTHON } from '../../../harness/launch.ts'
import { type Place, readSubmission } from '../../../harness/submission.ts'
import { UnusableInput } from '../../../harness/unusable-input.ts'
import { test as base, lay } from '../bench.ts'

const PLACES: Place[] = [
  { key: 'a.server', path: 'a/server', also: 'OLD/a_server.py' },
  { key: 'a.client', path: 'a/client', also: 'OLD/a_client.py' },
]
const POSIX = process.platform !== 'win32'

const test = base
  .extend('tools', ({ folder }) => {
    const tools = join(folder, 'tools')
    executable(tools, 'tool')
    return tools
  })
  .extend('work', ({ folder }) => {
    const work = join(folder, 'work')
    lay(work, { 'a/client.ts': '', 'my_server.py': '', 'plain.sh': '' })
    for (const name of ['bin/server', 'bin/python']) executable(work, name)
    lay(folder, { 'beside/server.py': '' })
    return work
  })
  // On a machine that has `tool` on its path, and nothing else.
  .extend('readThere', ({ tools, onTestFinished }) => (submission: string) => {
    vi.stubEnv('PATH', ['', tools, join(tools, 'none')].join(delimiter))
    onTestFinished(() => void vi.unstubAllEnvs())
    return readSubmission(submission, PLACES, ['.ts', '.py'])
  })
  .extend('read', ({ work, readThere }) => (...argv: string[]) => {
    lay(work, { 'submission.json': JSON.stringify({ programs: { 'a/server': argv } }) })
    return readThere(work)
  })

describe.runIf(POSIX)('takes a command', () => {
  test.for([
    ['that the machine has', ['tool', 'serve', '{port}']],
    ['node, which grades and so is there', ['node', 'my_server.mjs']],
    ['of the submission', ['bin/server']],
    ['of the submission, that is called as an interpreter', ['bin/python', 'my_server.py']],
    ['of the submission, with a dot', ['./bin/server', '-p{port}']],
    ['that goes out and comes back', ['a/../bin/server']],
    ['whose name depends on the port', ['./server-{port}']],
    [
      'with arguments that only look like paths',
      ['tool', '/c', '/dev/null', '..x', '-', '--in=/etc'],
    ],
    ['with a file of its own', ['tool', './my_server.py', 'not/there/yet']],
  ] as const)('%s', ([, argv], { read }) => {
    expect(read(...argv).programs['a.server']).toMatchObject({ kind: 'command', argv })
  })

  test('by its whole path, if the machine would find it by its name', ({ read, tools }) => {
    const argv = [join(tools, 'tool'), 'x']
    expect(read(...argv).programs['a.server']).toMatchObject({ argv })
  })

  test('by its whole path inside the submission', ({ read, work }) => {
    const argv = [join(work, 'bin/server')]
    expect(read(...argv).programs['a.server']).toMatchObject({ argv })
  })
})

describe.runIf(POSIX)('says in one sentence what is wrong with a command', () => {
  test.for([
    ['unknown', ['tol', 'x'], 'starts with tol, which is no command of this machine: check its'],
    ['a file without its path', ['plain.sh'], 'a file of the submission: write "./plain.sh"'],
    ['no such file', ['./bin/sever'], 'names ./bin/sever, and there is no such file'],
    ['a folder', ['./bin'], 'names ./bin, which is a folder'],
    ['not executable', ['./plain.sh'], 'is not executable: run `chmod +x ./plain.sh`'],
    ['outside', ['../beside/server.py'], 'names ../beside/server.py, which is outside'],
    ['an argument outside', ['tool', '../beside/server.py'], 'names ../beside/server.py, which is'],
    ['a way out in the middle', ['tool', 'a/../../x'], 'names a/../../x, which is outside'],
    [
      'an absent file elsewhere',
      ['tool', '/no/such/x.py'],
      'names /no/such/x.py, which is outside',
    ],
    ['a command elsewhere', ['/no/such/server'], 'names /no/such/server, which is outside'],
  ] as const)('%s', ([, argv, words], { read }) => {
    expectSentence(() => read(...argv), words)
  })

  test('a file elsewhere', ({ read, folder }) => {
    const path = join(folder, 'beside/server.py')
    expectSentence(() => read('tool', path), `names ${path}, which is outside the submission`)
  })

  test('a folder with a similar name', ({ read, work }) => {
    mkdirSync(`${work}-2`)
    expectSentence(() => read('tool', '../work-2'), 'names ../work-2, which is outside')
  })
})

describe('does not judge a program whose interpreter is not installed, and says what to install', () => {
  test.for([
    ['java', 'a Java runtime'],
    ['python3', 'Python 3'],
    ['python3.13', 'Python 3'],
    ['perl', 'Perl'],
  ])('%s', ([command, what], { read }) => {
    const { programs, missing } = read(command as string, 'x')
    expect(Object.keys(programs)).toEqual(['a.client'])
    const lack = `${command} is not installed: ${command} x needs ${what}, `
    expect(missing['a.server']).toContain(lack)
  })

  test('also where it is the only program', ({ readThere, folder }) => {
    const work = join(folder, 'python')
    lay(work, { 'a/server.py': '', 'OLD/a_client.py': '' })
    const { programs, missing } = readThere(work)
    expect(programs).toEqual({})
    const lack = `${PYTHON} is not installed:`
    expect(missing['a.server']).toContain(`${lack} a/server.py needs Python 3, `)
    expect(missing['a.client']).toContain(`${lack} OLD/a_client.py needs Python 3, `)
  })
})

function executable(folder: string, name: string): void {
  lay(folder, { [name]: '#!/bin/sh\n' })
  chmodSync(join(folder, name), 0o755)
}

function expectSentence(act: () => unknown, words: string): void {
  expect(act).toThrow(UnusableInput)
  expect(act).toThrow(words)
  expect(act).toThrow(/^submission\.json: programs\["a\/server"\] [^\n]+\.$/)
}
