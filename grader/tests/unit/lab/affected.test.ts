import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { readSubmission } from '../../../harness/submission.ts'
import { affectedChecks, programFiles } from '../../../lab/affected.ts'
import { rubric } from '../../../lab/rubric.ts'
import { extensions, places } from '../../../lab/tasks.ts'
import { test as base, lay } from '../bench.ts'

const PROGRAMS = {
  't1-tcp-echo/server.ts': "import { print } from '../shared/text.ts'",
  't1-tcp-echo/client.mjs': "const { print } = await import('./own.mjs')",
  't2-udp-echo/server.js': "const { print } = require('../lib')",
  't2-udp-echo/client.py': 'import sys, helpers.game\nfrom net import udp',
  't3-guess-number/server.ts': '',
  'shared/text.ts': "export * from './deep.ts'",
  'shared/deep.ts': "export * from './text.ts'",
  'lib.js': '',
  'submission.json': JSON.stringify({
    programs: { 't3-guess-number/client': ['python3', 'bin/guess.py', '{port}'] },
  }),
}

/** The groups of checks (`t1.server`) that changed files can affect. */
const test = base.extend('groupsOf', ({ folder }) => {
  lay(folder, PROGRAMS)
  const now = () => programFiles(readSubmission(folder, places, extensions))
  let files = now()
  return (...names: string[]) => {
    const before = files
    files = now()
    const paths = names.map((name) => join(realpathSync(folder), name))
    const ids = affectedChecks(paths, [before, files])
    return [...new Set(ids.map((id) => id.split('.').slice(0, 2).join('.')))]
  }
})

const all = new Set(rubric.map(({ id }) => id.split('.').slice(0, 2).join('.')))

test.for([
  ["a program's own file", 't1-tcp-echo/server.ts', ['t1.server', 't1.pair']],
  ['a file that it imports', 'shared/text.ts', ['t1.server', 't1.pair']],
  ['one that this imports', 'shared/deep.ts', ['t1.server', 't1.pair']],
  ['one that is still to be written', 't1-tcp-echo/own.mjs', ['t1.client', 't1.pair']],
  ['one that is required without its ending', 'lib.js', ['t2.server', 't2.pair']],
  ['a Python module', 't2-udp-echo/net.py', ['t2.client', 't2.pair']],
  ['a Python module in a package', 't2-udp-echo/helpers/game.py', ['t2.client', 't2.pair']],
  ['a file that a command names', 'bin/guess.py', ['t3.client', 't3.pair']],
  ['a file that nobody imports', 'data.txt', [...all]],
  ['submission.json', 'submission.json', [...all]],
  ['a package.json anywhere', 't1-tcp-echo/package.json', [...all]],
] as const)('%s: %s', ([, name, groups], { groupsOf, expect }) => {
  expect(groupsOf(name)).toEqual(groups)
})

test('several files add up, in the order of the rubric', ({ groupsOf, expect }) => {
  const groups = groupsOf('t3-guess-number/server.ts', 't1-tcp-echo/client.mjs')
  expect(groups).toEqual(['t1.client', 't1.pair', 't3.server', 't3.pair'])
})

describe('a file counts', () => {
  test('for a program that imported it before', ({ folder, groupsOf, expect }) => {
    lay(folder, { 't1-tcp-echo/server.ts': '' })
    expect(groupsOf('shared/text.ts')).toEqual(['t1.server', 't1.pair'])
    expect(groupsOf('shared/text.ts')).toEqual([...all])
  })

  test('for a program that has just begun to import it', ({ folder, groupsOf, expect }) => {
    lay(folder, { 't3-guess-number/server.ts': "import '../shared/text.ts'" })
    expect(groupsOf('shared/text.ts')).toEqual(['t1.server', 't1.pair', 't3.server', 't3.pair'])
  })
})
