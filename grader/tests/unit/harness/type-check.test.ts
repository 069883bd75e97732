import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { Programs } from '../../../harness/programs.ts'
import { DEFAULT_LIMITS } from '../../../harness/sandbox/limits.ts'
import { findSandbox, type Mode } from '../../../harness/sandbox/sandbox.ts'
import { makeWorkplace, removeWorkplace } from '../../../harness/sandbox/workplace.ts'
import { readSubmission } from '../../../harness/submission.ts'
import { checkTypes } from '../../../harness/type-check.ts'
import { extensions, places } from '../../../lab/tasks.ts'
import { test as base, lay } from '../bench.ts'

const programs = new Programs()
afterAll(() => programs.close())

const ROOT = join(import.meta.dirname, '../../../..')
const SERVER = 't1-tcp-echo/server.ts'

/** Checks the submission in the test's folder, in the strongest sandbox or in none. */
const test = base.extend('check', ({ folder }) => async (mode: Mode = 'auto') => {
  const workplace = makeWorkplace(readSubmission(folder, places, extensions))
  try {
    const paths = Object.values(workplace.programs).flatMap((spec) =>
      'path' in spec ? [spec.path] : [],
    )
    const surroundings = { workplace, sandbox: await findSandbox(mode), limits: DEFAULT_LIMITS }
    return await checkTypes(programs, paths, surroundings)
  } finally {
    removeWorkplace(workplace)
  }
})

describe.for<Mode>(['auto', 'off'])('with the sandbox %s', (mode) => {
  test('errors have their file, line and column, also in what a program imports', async ({
    folder,
    check,
  }) => {
    lay(folder, {
      [SERVER]: `import { port } from '../lib/port.ts'\nconst text: string = port\nconsole.log(text)\n`,
      'lib/port.ts': `export const port: number = '9900'\n`,
    })
    expect(await check(mode)).toEqual([
      {
        file: 'lib/port.ts',
        line: 1,
        column: 14,
        code: 'TS2322',
        message: "Type 'string' is not assignable to type 'number'.",
      },
      {
        file: SERVER,
        line: 2,
        column: 7,
        code: 'TS2322',
        message: "Type 'number' is not assignable to type 'string'.",
      },
    ])
  })

  test('a program that has a file from elsewhere read is told nothing', async ({
    folder,
    check,
  }) => {
    const path = join(ROOT, 'grader/harness/ports.ts')
    lay(folder, { [SERVER]: `import * as ports from '${path}'\nconst x: 1 = ports\n` })
    const errors = await check(mode)
    expect(errors.filter(({ message }) => !message.startsWith('Cannot find module'))).toEqual([])
  })
})

test.for([
  ['reads a member that is not there', `import net from 'node:net'\nnet.createSocket()`, 'TS2339'],
  ['has types that Node does not strip', 'enum Word { HIGHER }\nconsole.log(Word)', 'TS1294'],
  [
    'imports a type as a value',
    `import { AddressInfo } from 'node:net'\nexport type A = AddressInfo`,
    'TS1484',
  ],
  [
    'is not sure of a value',
    'const [, , port] = process.argv\nconsole.log(port.length)',
    'TS18048',
  ],
])('a program that %s has an error', async ([, text, code], { folder, check }) => {
  lay(folder, { [SERVER]: `${text}\n` })
  expect((await check()).map((it) => it.code)).toContain(code)
})

test('ways to write a program that Node runs have none', async ({ folder, check }) => {
  lay(folder, {
    [SERVER]: `const net = require('node:net')\nconst port = 1\nnet.createServer().listen(port)\n`,
    't1-tcp-echo/client.ts': `const port = 2\nconsole.log(port)\n`,
    't2-udp-echo/server.mts': `import { x } from './x.js'\nawait x\nconst unused = 1\n`,
    't2-udp-echo/x.js': 'export const x = Promise.resolve()\nx.notThere\n',
  })
  expect(await check()).toEqual([])
})

test("a submission's own settings count for nothing", async ({ folder, check }) => {
  lay(folder, {
    [SERVER]: 'const port: number = "9900"\nconsole.log(port)\n',
    'tsconfig.json': '{ "compilerOptions": { "noCheck": true, "strict": false } }',
  })
  expect(await check()).toHaveLength(1)
  expect(readdirSync(folder).toSorted()).toEqual(['t1-tcp-echo', 'tsconfig.json'])
})

test('other languages are not checked', async ({ folder, check }) => {
  lay(folder, { 't1-tcp-echo/server.js': 'const x = ;', 't2-udp-echo/server.py': 'x: int = "y"\n' })
  expect(await check()).toEqual([])
})

test.for(['reference', 'starter'])('the %s has no errors', async (name, { folder, check }) => {
  cpSync(join(ROOT, name), folder, { recursive: true })
  expect(await check()).toEqual([])
})
