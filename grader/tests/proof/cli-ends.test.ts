import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { rubric } from '../../lab/rubric.ts'
import { tasks } from '../../lab/tasks.ts'
import { ROOT } from '../../proof/fixtures.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base, isGone, lay, PATIENCE } from '../unit/bench.ts'
import { type Ended, endOf } from './run-grade.ts'

const POLL = { timeout: PATIENCE, interval: 20 }

/** A grade in the middle of its work: every program of its submission hangs. */
const test = base.extend('grade', async ({ folder, onTestFinished }) => {
  const token = randomUUID()
  layHanging(join(folder, 'submission'), token)
  mkdirSync(join(folder, 'temporary'))
  const { child, ended } = startGrade(folder)
  onTestFinished(() => {
    child.kill('SIGKILL')
    for (const pid of programsWith(token)) process.kill(pid, 'SIGKILL')
  })
  await expect.poll(() => programsWith(token).length, POLL).toBeGreaterThan(0)
  const pid = child.pid as number
  return {
    child,
    ended,
    helpers: () => familyOf(pid).slice(1),
    /** All that has anything to do with it, and is still there. */
    left: (known: number[]) => [...known, ...programsWith(token)].filter((it) => !isGone(it)),
    temporary: () => readdirSync(join(folder, 'temporary')),
  }
})

describe.skipIf(process.platform !== 'linux')('a grade that is interrupted', () => {
  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends with its code, and leaves nothing behind',
    async ([signal, code], { grade }) => {
      const helpers = grade.helpers()
      expect(helpers.length).toBeGreaterThan(2)
      grade.child.kill(signal)
      const ended = await grade.ended
      expect(ended).toEqual({ code, stdout: '', stderr: '' })
      await expect.poll(() => grade.left(helpers), POLL).toEqual([])
      expect(grade.temporary()).toEqual([])
    },
  )

  test('by SIGKILL leaves no process behind', async ({ grade }) => {
    const helpers = grade.helpers()
    grade.child.kill('SIGKILL')
    await grade.ended
    await expect.poll(() => grade.left(helpers), POLL).toEqual([])
  })
})

describe.skipIf(process.platform !== 'linux')('a grade whose own process dies', () => {
  test('its worker, is an error of the grader in a whole report', async ({ grade }) => {
    const helpers = grade.helpers()
    const worker = helpers.find((pid) => familyOf(pid).length > 1)
    process.kill(worker as number, 'SIGKILL')
    await expectErrors(grade.ended)
    await expect.poll(() => grade.left(helpers), POLL).toEqual([])
  })

  test('its supervisor, is one too', async ({ grade }) => {
    const helpers = grade.helpers()
    const supervisor = helpers.find((pid) => commandOf(pid).includes('supervisor'))
    process.kill(supervisor as number, 'SIGKILL')
    // A program that it was just starting is known to nobody else, and may outlive it.
    await expectErrors(grade.ended)
  })
})

async function expectErrors(ended: Promise<Ended>): Promise<void> {
  const { code, stdout } = await ended
  expect(code).toBe(3)
  const report: Report = JSON.parse(stdout)
  const checks = report.tasks.flatMap((task) => task.checks)
  expect(checks.map((check) => check.id).toSorted()).toEqual(rubric.map(({ id }) => id).toSorted())
  const errors = checks.filter((check) => check.status === 'error')
  expect(errors.length).toBeGreaterThan(0)
  for (const { message } of errors) expect(message).toContain('the grader itself failed')
  expect(checks.filter((check) => check.status === 'passed')).toEqual([])
}

function layHanging(folder: string, token: string): void {
  const paths = tasks.flatMap(({ programs }) => [programs.server.path, programs.client.path])
  const command = ['node', 'hang.mjs', token, '{port}']
  const programs = Object.fromEntries(paths.map((path) => [path, command]))
  lay(folder, {
    'hang.mjs': `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`,
    'submission.json': JSON.stringify({ programs }),
  })
}

function startGrade(folder: string): { child: ChildProcess; ended: Promise<Ended> } {
  const command = join(ROOT, 'grader', 'commands', 'grade.mjs')
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH, TMPDIR: join(folder, 'temporary') }
  const args = [command, join(folder, 'submission'), '--json', '-']
  const child = spawn(process.execPath, args, { cwd: ROOT, env })
  return { child, ended: endOf(child) }
}

function programsWith(token: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => commandOf(pid).includes(token))
}

/** A process, and then all that it started, directly or not. */
function familyOf(pid: number): number[] {
  const threads = attempt(() => readdirSync(`/proc/${pid}/task`)) ?? []
  const children = threads.flatMap((thread) => {
    const text = attempt(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'))
    return (text ?? '').split(' ').filter(Boolean).map(Number)
  })
  return [pid, ...children.flatMap(familyOf)]
}

function commandOf(pid: number): string {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
}

/** A process may be gone before it has been read. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
