import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { launch, specOfFile } from '../../../harness/launch.ts'
import { stripAll } from '../../../harness/strip.ts'
import { test as base, lay } from '../bench.ts'

/** What the first of these files does when Node runs it as it is, and when the grader does. */
const test = base.extend('both', ({ folder }) => (files: Record<string, string>) => {
  lay(folder, files)
  const path = join(folder, Object.keys(files)[0] as string)
  lay(folder, { 'stripped.json': JSON.stringify(stripAll([path], folder)) })
  const options = { stripped: join(folder, 'stripped.json') }
  const { command, args, env } = launch(specOfFile('a', path), 9000, options)
  const run = (argv: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(command, argv, { env, encoding: 'utf8' })
    // Which of its own modules Node goes through on the way is not the student's concern.
    const own = stderr.replace(/^ +at .*\b(node:|preload).*\n/gm, '').replace(/\(node:\d+\)/, '')
    return { status, stdout, stderr: own }
  }
  return { bare: run([path, '--port=9000']), graded: run(args) }
})

describe('a program does the same under the grader', () => {
  test.for<[string, number, Record<string, string>]>([
    ['as a module', 0, { 'a.ts': `import net from 'node:net'\nconsole.log(typeof net as string)` }],
    ['as CommonJS', 0, { 'a.ts': `const a: string = require('node:net')\nconsole.log(!!a, this)` }],
    ['as .mts', 0, { 'a.mts': 'const a: number = 1\nconsole.log(a, import.meta.filename)' }],
    ['with its arguments', 0, { 'a.ts': 'console.log(process.argv as string[])' }],
    [
      'with a shebang',
      0,
      { 'a.ts': `#!/usr/bin/env node\nimport 'node:net'\nconsole.log(1 as 1)` },
    ],
    [
      'in a CommonJS package',
      0,
      { 'a.ts': 'console.log(__filename as string)', 'package.json': '{"type":"commonjs"}' },
    ],
    [
      'in a module package',
      0,
      { 'a.ts': 'console.log(typeof require as string)', 'package.json': '{"type":"module"}' },
    ],
    [
      'with an import in a CommonJS package',
      1,
      { 'a.ts': `import 'node:net'`, 'package.json': '{"type":"commonjs"}' },
    ],
    [
      'with helpers',
      0,
      {
        'a.ts': `import { b } from './lib/b.ts'\nconsole.log(b)`,
        'lib/b.ts': 'export const b: number = 1',
      },
    ],
    ['with for await alone', 0, { 'a.ts': 'for await (const a of [1]) console.log(a as number)' }],
    [
      'with a name of its own for require',
      0,
      { 'a.ts': 'const require: number = await 1\nconsole.log(require)' },
    ],
    [
      'when it throws',
      1,
      {
        'a.ts': `import 'node:net'\ntype A = number\n\nfunction f(a: A) {\n  throw new Error('here')\n}\nf(1)`,
      },
    ],
    [
      'when a helper throws',
      1,
      { 'a.ts': `import './b.ts'`, 'b.ts': `type B = 1\n\nthrow new Error('there')\nexport {}` },
    ],
    ['when a helper is missing', 1, { 'a.ts': `import './b.ts'` }],
    [
      'when a promise is rejected',
      1,
      { 'a.ts': `import 'node:net'\nPromise.reject(new Error('late') as Error)` },
    ],
    ['when it does not parse', 1, { 'a.ts': `import 'node:net'\nconst a: = 1` }],
    [
      'when a helper does not parse',
      1,
      { 'a.ts': `import './b.ts'`, 'b.ts': 'export const b: = 1' },
    ],
    ['when it has an enum', 1, { 'a.ts': 'enum A { B }' }],
  ])('%s', ([, status, files], { both }) => {
    const { bare, graded } = both(files)
    expect(graded).toEqual(bare)
    expect(graded.status).toBe(status)
  })

  test("and Node's own error shows the line that does not parse", ({ both }) => {
    const { graded } = both({ 'a.ts': `import 'node:net'\n\nconst broken: = 1` })
    expect(graded.stderr).toContain('const broken: = 1')
    expect(graded.stderr).toContain('a.ts:3')
    expect(graded.stderr).toContain('SyntaxError')
  })

  test('and finds no trace of the grader in its environment', ({ both }) => {
    const { bare, graded } = both({ 'a.ts': 'console.log(JSON.stringify(process.env))' })
    const { SOCKET_LAB_STRIPPED, ...left } = JSON.parse(bare.stdout)
    expect(SOCKET_LAB_STRIPPED).toContain('stripped.json')
    expect(JSON.parse(graded.stdout)).toEqual(left)
  })
})
