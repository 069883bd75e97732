import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from '../../proof/fixtures.ts'
import { test as base, lay } from '../unit/bench.ts'
import { zipOf } from '../unit/class/pack.ts'
import { runFile } from './run-grade.ts'

const SERVER = 't1-tcp-echo/server.ts'

const test = base.extend('submissions', async ({ folder }) => {
  const submissions = join(folder, 'class')
  const text = readFileSync(join(ROOT, 'reference', SERVER), 'utf8')
  cpSync(join(ROOT, 'starter'), join(submissions, 'ann'), { recursive: true })
  cpSync(join(ROOT, 'starter'), join(submissions, 'bob'), { recursive: true })
  lay(submissions, { [`cy/${SERVER}`]: text, 'dee/essay.txt': 'x' })
  const copy = text.replaceAll('socket', 'connection')
  writeFileSync(join(submissions, 'eve.zip'), await zipOf([{ path: `lab/${SERVER}`, text: copy }]))
  return submissions
})

test('look-alikes are listed with their passages, and accuse nobody', async ({
  submissions,
  folder,
}) => {
  const json = join(folder, 'similar.json')
  const { code, stdout, stderr } = await runFile('similar.ts', [submissions, '--json', json])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^Cluster 1: cy, eve\n\n {2}cy and eve: \d+ % alike\n/)
  expect(stdout).toContain(`    ${SERVER}, lines `)
  expect(stdout).toContain('4 submissions compared: 1 cluster of look-alikes.')
  expect(stdout).toContain('dee: holds none of the six programs')
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    schema: 1,
    compared: 4,
    clusters: [{ members: ['cy', 'eve'] }],
  })
})

test.for([
  [[], 'Name one folder or archive of submissions'],
  [['none'], 'There is no folder or archive none.'],
  [['CLASS', '--at-least', '0'], '--at-least takes a number of per cent'],
  [['CLASS', '--handed-out', 'none'], 'There is no folder or archive none.'],
  [['CLASS', '--json', '/none/x.json'], "The list can't be written to"],
] as const)('wrong use is a sentence: %j', async ([args, words], { submissions }) => {
  const named = args.map((it) => it.replace('CLASS', submissions))
  const { code, stdout, stderr } = await runFile('similar.ts', named)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
  expect(stderr).toMatch(/^[^\n]+\.\n$/)
})
