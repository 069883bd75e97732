import { spawn, spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { grade } from '../../engine/grade.ts'
import { LIMIT } from '../../harness/deadline.ts'
import { DEFAULT_LIMITS } from '../../harness/sandbox/limits.ts'
import { findSandbox } from '../../harness/sandbox/sandbox.ts'
import { readSubmission } from '../../harness/submission.ts'
import { rubric } from '../../lab/rubric.ts'
import { extensions, places } from '../../lab/tasks.ts'
import { ROOT } from '../../proof/fixtures.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base } from '../unit/bench.ts'
import { checksOf } from '../unit/reports/sample.ts'
import { type Ended, endOf, runGrade } from './run-grade.ts'

const GRADE = join(ROOT, 'grader/commands/grade.mjs')
const BREAK = new URL('./faults/break-worker.mjs', import.meta.url)
const HOLD = join(import.meta.dirname, 'faults/hold-ports.mjs')
const isLinux = process.platform === 'linux'
const hasBubblewrap = isLinux && !spawnSync('bwrap', ['--dev-bind', '/', '/', 'true']).error

const test = base.extend('lab', ({ folder }) => {
  const lab = join(folder, 'lab')
  cpSync(join(ROOT, 'reference'), lab, { recursive: true })
  return lab
})

describe('sockets of its own that are lost', () => {
  test.for([
    ['tcp', 't1.server.echo'],
    ['tcp', 't1.client.send'],
    ['udp', 't2.server.echo'],
    ['udp', 't2.client.send'],
  ] as const)(
    '%s: once, and %s is judged right; always, and it is an error',
    async ([what, id]) => {
      const once = await gradeBroken(`${what}:1`, id)
      expect(statusesOf(once)).toEqual({ code: 0, statuses: ['passed'] })
      const always = await gradeBroken(what, id)
      expect(statusesOf(always)).toEqual({ code: 3, statuses: ['error'] })
      expect(always.stdout).toContain('the grader itself failed: a ')
    },
  )
})

test('a clock that jumps changes no verdict', async () => {
  expect(statusesOf(await gradeBroken('clock', 't2.server'))).toEqual({
    code: 0,
    statuses: ['passed'],
  })
})

test.skipIf(!isLinux)('a grader that stands still for longer than any limit', async ({ lab }) => {
  const child = spawn(process.execPath, [GRADE, lab, '--task', 't1.server', '--json', '-'])
  const ended = endOf(child)
  const pid = child.pid as number
  await expect.poll(() => familyOf(pid).length, { timeout: 30_000 }).toBeGreaterThan(4)
  const family = familyOf(pid)
  for (const member of family) signal(member, 'SIGSTOP')
  // That so much time passes is what is tested: nothing is waited for.
  await new Promise((resolve) => setTimeout(resolve, LIMIT + 1000))
  for (const member of family.reverse()) signal(member, 'SIGCONT')
  expectNothingLost(await ended)
})

test.skipIf(!isLinux).for([26, 32, 48])('room for %i files and sockets', async (files, { lab }) => {
  const command = [`--nofile=${files}`, process.execPath, GRADE, lab, '--task', 't2', '--json', '-']
  expectNothingLost(await endOf(spawn('prlimit', command)))
})

test.skipIf(!hasBubblewrap)('a disk that is full', async ({ lab, folder }) => {
  const temporary = ['--size', '8192', '--tmpfs', folder, '--setenv', 'TMPDIR', folder]
  const command = [process.execPath, GRADE, join(ROOT, 'reference'), '--json', '-']
  expect(lab).toContain(folder)
  const options = ['--dev-bind', '/', '/', ...temporary, '--', ...command]
  const ended = await endOf(spawn('bwrap', options))
  expect(statusesOf(ended)).toEqual({ code: 3, statuses: ['error'] })
  const report: Report = JSON.parse(ended.stdout)
  expect(report.faults.join()).toContain('could not be copied: ENOSPC')
})

test.skipIf(!hasBubblewrap)('ports that are all taken', async () => {
  const command = [process.execPath, GRADE, 'reference', '--sandbox', 'off', '--json', '-']
  const holding = [process.execPath, HOLD, '10240', '60999', '64', ...command]
  const options = ['--dev-bind', '/', '/', '--unshare-net', '--', ...holding]
  const ended = await endOf(spawn('bwrap', options, { cwd: ROOT }))
  expect(statusesOf(ended)).toEqual({ code: 3, statuses: ['error'] })
  expect(ended.stdout).toContain('no free ports between')
})

describe('a submission that is removed', () => {
  test('half way is graded as it was', async ({ lab }) => {
    const { report } = await gradeRemoving(lab, 'half way')
    expect(new Set(checksOf(report).map(({ status }) => status))).toEqual(new Set(['passed']))
  })

  test('before it was copied is an error', async ({ lab }) => {
    const { report } = await gradeRemoving(lab, 'at once')
    expect(new Set(checksOf(report).map(({ status }) => status))).toEqual(new Set(['error']))
    expect(report.faults.join()).toContain('was removed while it was copied')
  })
})

async function gradeRemoving(lab: string, when: 'half way' | 'at once') {
  const submission = readSubmission(lab, places, extensions)
  const remove = () => rmSync(lab, { recursive: true, force: true })
  if (when === 'at once') remove()
  const report = await grade(submission, {
    selected: rubric.map(({ id }) => id).filter((id) => id.startsWith('t2.server')),
    strict: false,
    seed: 'removed',
    sandbox: await findSandbox('auto'),
    limits: DEFAULT_LIMITS,
    onOutcome: remove,
  })
  return { report }
}

function gradeBroken(what: string, id: string): Promise<Ended> {
  const env = { NODE_OPTIONS: `--import ${BREAK}`, SOCKET_LAB_BREAK: what }
  return runGrade(['reference', '--task', id, '--json', '-'], env)
}

function statusesOf({ code, stdout }: Ended): { code: number | null; statuses: string[] } {
  const statuses = checksOf(JSON.parse(stdout)).map(({ status }) => status)
  return { code, statuses: [...new Set(statuses)] }
}

/** Of a right submission: each check passed, or the grader says that it failed itself. */
function expectNothingLost(ended: Ended): void {
  if (ended.stdout === '') {
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringMatching(/^The grader itself/) })
    return
  }
  const { code, statuses } = statusesOf(ended)
  expect(['passed', 'error']).toEqual(expect.arrayContaining(statuses))
  expect(code).toBe(statuses.includes('error') ? 3 : 0)
}

/** A process, and then all that it started, directly or not. */
function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)]
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const lists = threads.map((it) => readFileSync(`/proc/${pid}/task/${it}/children`, 'utf8'))
    return lists.join(' ').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It may have ended.
  }
}
