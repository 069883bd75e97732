import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { findSandbox } from '../../harness/sandbox/sandbox.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base, lay } from '../unit/bench.ts'
import { runGrade } from './run-grade.ts'

const here = await findSandbox('auto')

/** Grades a server of T1, and has its report. */
const test = base.extend('grade', ({ folder }) => {
  lay(folder, { 'empty/none': '' })
  return async (server: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    lay(folder, { 'lab/t1-tcp-echo/server.js': `${HEAD}\n${server}` })
    const { code, stdout, stderr } = await runGrade(
      [join(folder, 'lab'), ...args, '--json', '-'],
      env,
    )
    const report = stdout === '' ? undefined : (JSON.parse(stdout) as Report)
    const checks = report?.tasks.flatMap((task) => task.checks) ?? []
    return { code, stderr, report, check: (id: string) => checks.find((it) => it.id === id) }
  }
})

const HEAD = `import net from 'node:net'
setTimeout(() => process.exit(), 30_000)
const port = Number(process.argv[2].split('=')[1])`
const ECHO = `net.createServer((it) => it.pipe(it)).listen(port, 'localhost')`
const LISTEN = ['--task', 't1.server.listen']

describe('where there is no bubblewrap', () => {
  test('the report says what is missing', async ({ folder, grade }) => {
    const { code, report } = await grade(ECHO, LISTEN, { PATH: join(folder, 'empty') })
    expect(code).toBe(0)
    expect(report?.sandbox).toMatchObject({ mode: 'auto', level: 'basic' })
    const [missing] = report?.sandbox?.missing ?? []
    expect(missing?.layer).toBe('processes and files of its own')
    if (process.platform === 'linux')
      expect(missing?.reason).toBe('bubblewrap (bwrap) is not installed')
  })

  test('--sandbox require grades nothing, and says why', async ({ folder, grade }) => {
    const args = [...LISTEN, '--sandbox', 'require']
    const { code, stderr, report } = await grade(ECHO, args, { PATH: join(folder, 'empty') })
    expect({ code, report }).toEqual({ code: 3, report: undefined })
    expect(stderr).toMatch(/^--sandbox require: this system does not have [^\n]+\n$/)
  })
})

test('--sandbox off leaves a program its rights, and says so', async ({ grade }) => {
  const text = `import fs from 'node:fs'\nfs.writeFileSync('a.log', 'started')\n${ECHO}`
  const within = await grade(text, LISTEN)
  expect(within.check('t1.server.listen')?.message).toContain('it may not write files')
  const { code, report } = await grade(text, [...LISTEN, '--sandbox', 'off'])
  expect({ code, level: report?.sandbox?.level }).toEqual({ code: 0, level: 'off' })
})

test('a limit that was struck is one check’s matter', async ({ grade }) => {
  const hungry = `
    let clients = 0
    const hoard = []
    const take = () => void hoard.push(Buffer.alloc(20 << 20, 1))
    const wait = () => console.log('Waiting')
    net.createServer((it) => {
      if (++clients !== 3) return it.on('close', wait).pipe(it)
      for (let many = 0; many < 15; many++) setTimeout(take, many * 10)
    }).listen(port, 'localhost')
    console.log('Starting on', port)
    wait()`
  const ids = ['t1.server.echo', 't1.server.next-client', 't1.server.large']
  const args = [...ids.flatMap((id) => ['--task', id]), '--limit', 'memory=200M']
  const { code, check } = await grade(hungry, args)
  expect([code, ...ids.map((id) => check(id)?.status)]).toEqual([1, 'passed', 'failed', 'passed'])
  expect(check('t1.server.next-client')?.message).toContain('it used more than 200 MB of memory')
})

test.runIf(here.network)('two grades use the same port at once', async ({ grade }) => {
  const fixed = `${ECHO}\nnet.createServer(() => {}).listen(45_877, 'localhost')`
  const both = await Promise.all([grade(fixed, LISTEN), grade(fixed, LISTEN)])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
})

test.for([
  [['--sandbox', 'full'], '--sandbox takes auto, require, off, not full.'],
  [['--limit', 'memory'], '--limit takes a name and a number'],
  [['--limit', 'time=5'], 'There is no limit time; there are memory, '],
] as const)('wrong use: %j', async ([args, words], { grade }) => {
  const { code, stderr } = await grade(ECHO, args)
  expect(code).toBe(2)
  expect(stderr).toContain(words)
})
