import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { findCommand } from '../../harness/commands.ts'
import { PYTHON } from '../../harness/launch.ts'
import { findSandbox } from '../../harness/sandbox/sandbox.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base, PATIENCE } from '../unit/bench.ts'
import { type Hostile, hostileFixtures, hostileOnes } from './hostile.ts'
import { type Ended, runGrade } from './run-grade.ts'

/** Any grade has ended after so long, also on a busy machine and after those before it; most take a second or two (ms). */
const IN_TIME = 300_000
/** No report is larger than this, whatever a program prints and sends (bytes). */
const MOST_REPORT = 2 * 2 ** 20
/** What is left may be on its way out; programs that would end by themselves take longer (ms). */
const AT_ONCE = 10_000
/** Grades at the same time: each has programs that compute all the time. */
const LANES = 3
/** Where `calls-outside` looks for a service of the machine. */
const SERVICE = 45_873
/** Where programs try to leave a mark on the machine. */
const MARKED = ['/tmp', '/var/tmp', '/dev/shm', '/']

const sandbox = await findSandbox('auto')
const hasPython = findCommand(PYTHON) !== undefined
const all = [...hostileFixtures(), ...hostileOnes()].map((it) => ({ ...it, lacks: lackFor(it) }))

/** Why one can't be graded here, in a few words. */
function lackFor({ needs, isPython }: Hostile): string | undefined {
  if (process.platform === 'win32') return 'what it does is not known to Windows'
  if (isPython && !hasPython) return `there is no ${PYTHON} here`
  if (needs === 'namespaces' && !sandbox.processes) return sandbox.missing.processes
  return needs === 'network' && !sandbox.network ? sandbox.missing.network : undefined
}

let calls = 0
const service = net.createServer((socket) => {
  calls++
  socket.destroy()
})
beforeAll(() => new Promise<void>((resolve) => service.listen(SERVICE, 'localhost', resolve)))
afterAll(() => void service.close())

const test = base.extend('grade', ({ folder }) => async (hostile: Hostile) => {
  const at = (name: string) => join(folder, name)
  for (const name of ['submission', 'home', 'tmp']) mkdirSync(at(name))
  hostile.lay(at('submission'))
  const before = listing(at('submission'))
  const tasks = Object.keys(hostile.checks).flatMap((id) => ['--task', id])
  const args = [at('submission'), '--json', at('report.json'), ...hostile.options, ...tasks]
  const begun = performance.now()
  const ended = await inTurn(() => runGrade(args, { HOME: at('home'), TMPDIR: at('tmp') }))
  const text = readFileSync(at('report.json'), 'utf8')
  return {
    ...ended,
    ms: performance.now() - begun,
    text,
    report: JSON.parse(text) as Report,
    isUnchanged: () => expect(listing(at('submission'))).toEqual(before),
    left: () => [
      ...leftIn(at('home')),
      ...leftIn(at('tmp')),
      ...marks(),
      ...processesOf(at('tmp')),
    ],
  }
})

describe('hostile', () => {
  for (const hostile of all) {
    const { name, lacks } = hostile
    const title = lacks ? `${name} (left out: ${lacks})` : name
    const options = { concurrent: true, skip: lacks !== undefined, timeout: IN_TIME }
    test(title, options, async ({ grade, expect }) => {
      const graded = await grade(hostile)
      const statuses = graded.report.tasks.flatMap((task) =>
        task.checks.map(({ id, status }) => [id, status]),
      )
      const { checks, exitCode } = hostile
      const expected = exitCode === 2 ? statuses : Object.entries(checks)
      expect({ code: graded.code, checks: Object.fromEntries(statuses) }, graded.stdout).toEqual({
        code: exitCode,
        checks: Object.fromEntries(expected),
      })
      const told = graded.stdout + graded.stderr
      for (const words of hostile.says) expect(told.replace(/\s+/g, ' ')).toContain(words)
      expectHarmless(graded)
      expect(graded.text).not.toContain('LEAK')
      expect(graded.text.length).toBeLessThan(MOST_REPORT)
      graded.isUnchanged()
      await expect.poll(graded.left, { timeout: AT_ONCE, interval: 50 }).toEqual([])
    })
  }
})

test('afterwards the machine does what it did before', () => {
  expect(calls).toBe(0)
  const begun = performance.now()
  execFileSync(process.execPath, ['--version'])
  expect(performance.now() - begun).toBeLessThan(PATIENCE / 10)
})

/** Nothing in a report acts on whatever shows it; one sentence is all that there is without one. */
function expectHarmless({ stdout, stderr, text, code }: Ended & { text: string }): void {
  for (const shown of [stdout, stderr, text]) {
    expect(shown).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
  }
  expect(stdout).not.toMatch(/^\s*(?:::|##)/m)
  if (code === 2)
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) })
  else expect(stderr).toBe('')
}

let lanes = LANES
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (lanes > 0) lanes--
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else lanes++
  }
}

/** Every file and folder, with its size and when it was last changed. */
function listing(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    const stats = lstatSync(path, { throwIfNoEntry: false })
    const own = `${path} ${stats?.size} ${stats?.mtimeMs} ${stats?.ctimeMs}`
    return entry.isDirectory() ? [own, ...listing(path)] : [own]
  })
}

function leftIn(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name))
}

function marks(): string[] {
  return MARKED.flatMap((folder) => leftIn(folder)).filter((path) =>
    path.includes('socket-lab-hostile'),
  )
}

/** Processes that have anything to do with a folder: run in it, were started from it, or know it. */
function processesOf(folder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) =>
    ['cmdline', 'environ', 'cwd'].some((name) => {
      try {
        const path = `/proc/${pid}/${name}`
        return (name === 'cwd' ? readlinkSync(path) : readFileSync(path, 'utf8')).includes(folder)
      } catch {
        return false
      }
    }),
  )
}
