import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { PYTHON } from '../../harness/launch.ts'
import { checksOf, ROOT } from '../../proof/fixtures.ts'
import { InProcess } from '../../proof/in-process.ts'
import { test as base } from '../unit/bench.ts'

const grader = new InProcess()
afterAll(() => grader.close())

/** Editors of Windows may begin a file with a byte order mark, and end its lines with CR and LF. */
const test = base.extend('lay', ({ folder }) => (from: string, task: string) => {
  cpSync(join(ROOT, from, task), join(folder, task), { recursive: true })
  for (const name of readdirSync(join(folder, task))) {
    const path = join(folder, task, name)
    if (statSync(path).isFile()) {
      const text = readFileSync(path, 'utf8').replaceAll('\n', '\r\n')
      writeFileSync(path, `\uFEFF${text}`)
    }
  }
  return folder
})

test.for([
  ['TypeScript', 'reference', 't1-tcp-echo'],
  ['Python', 'fixtures/right/python', 't2-udp-echo'],
  ['JavaScript', 'fixtures/right/callback-commonjs', 't3-guess-number'],
] as const)('programs in %s lose nothing by it', async ([, from, task], { lay, skip }) => {
  const folder = lay(from, task)
  const isPython = readdirSync(join(folder, task)).some((name) => extname(name) === '.py')
  if (isPython && spawnSync(PYTHON, ['--version']).error) skip(`there is no ${PYTHON} here`)
  const report = await grader.grade(folder, checksOf([task.slice(0, 2)]))
  const checks = report.tasks.flatMap(({ checks }) => checks)
  expect(checks.filter(({ status }) => status !== 'passed')).toEqual([])
  expect(checks.length).toBeGreaterThan(10)
})
