import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, describe, vi } from 'vitest'
import { ROOT } from '../../proof/fixtures.ts'
import { Command, runningIn } from './command.ts'
import { runGrade } from './run-grade.ts'

const T1_SERVER = 't1-tcp-echo/server.ts'
const T2_CLIENT = 't2-udp-echo/client.ts'
const CHECKS = ['t1.server.banner', 't1.client.send', 't1.pair.transcript', 't2.client.send']
const WATCHING = '(Ctrl-C ends)\n'

/** A copy of the reference, and the command that watches it. */
const test = base
  .extend('folder', ({ onTestFinished }) => {
    const parent = mkdtempSync(join(tmpdir(), 'socket-lab-watch-'))
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
    const folder = join(parent, 'submission')
    cpSync(join(ROOT, 'reference'), folder, { recursive: true })
    mkdirSync(temporaryOf(folder))
    return folder
  })
  .extend('watch', ({ folder, onTestFinished }) => (env: NodeJS.ProcessEnv = {}) => {
    const tasks = CHECKS.flatMap((id) => ['--task', id])
    const command = new Command('grade.mjs', [folder, '--watch', ...tasks], {
      env: { ...env, TMPDIR: temporaryOf(folder) },
    })
    onTestFinished(() => command.kill())
    return command
  })

test('what a saved file can affect is graded again, and only that', async ({
  folder,
  watch,
  expect,
}) => {
  const command = watch()
  expect(checksIn(await command.until(WATCHING))).toEqual(CHECKS)
  save(folder, T1_SERVER)
  const report = await command.until(WATCHING)
  expect(report).toContain(`${T1_SERVER} changed: grading again\n`)
  expect(checksIn(report)).toEqual(['t1.server.banner', 't1.pair.transcript'])
  save(folder, 't3-guess-number/client.ts')
  await command.until('t3-guess-number/client.ts changed: none of the chosen checks runs it\n')
  save(folder, 'package.json', '{}')
  expect(checksIn(await command.until(WATCHING))).toEqual(CHECKS)
})

describe('a submission that can not be read', () => {
  test('is said so, and graded once it can', async ({ folder, watch, expect }) => {
    const command = watch()
    await command.until(WATCHING)
    save(folder, 'submission.json', '{ "programs"')
    expect(await command.until(WATCHING)).toContain('submission.json is not valid JSON')
    save(folder, 'submission.json', ': {} }')
    expect(checksIn(await command.until(WATCHING))).toEqual(CHECKS)
  })

  test('from the start is wrong use', async ({ expect }) => {
    const { code, stderr } = await runGrade(['no-such-folder', '--watch'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'There is no folder no-such-folder.\n' })
  })
})

describe('while a grade runs', () => {
  test('a save starts it over, and nothing outlives it', async ({ folder, watch, expect }) => {
    const command = watch()
    await command.until(WATCHING)
    save(folder, T2_CLIENT, '\nawait new Promise(() => setInterval(() => {}, 1000))')
    await command.until('grading again')
    await programRuns(folder, T2_CLIENT)
    save(folder, T1_SERVER)
    await command.until(`${T1_SERVER} changed: starting over`)
    cpSync(join(ROOT, 'reference', T2_CLIENT), join(folder, T2_CLIENT))
    await command.until(`${T2_CLIENT} changed: starting over`)
    const report = await command.until(WATCHING)
    expect(checksIn(report)).toEqual(CHECKS.filter((id) => id !== 't1.client.send'))
    expect(report).not.toContain('✗')
    expect(runningIn(temporaryOf(folder))).toEqual([])
  })

  test('Ctrl-C ends it and all that it started', async ({ folder, watch, expect }) => {
    save(folder, T2_CLIENT, '\nawait new Promise(() => setInterval(() => {}, 1000))')
    const command = watch()
    await programRuns(folder, T2_CLIENT)
    command.interrupt()
    expect(await command.ended()).toBe(130)
    await vi.waitFor(() => expect(runningIn(temporaryOf(folder))).toEqual([]), 10_000)
  })
})

test('Ctrl-C while it waits ends it with code 130', async ({ folder, watch, expect }) => {
  const command = watch()
  await command.until(WATCHING)
  command.interrupt()
  expect(await command.ended()).toBe(130)
  expect(runningIn(temporaryOf(folder))).toEqual([])
})

test('where file events do not work it looks by itself, and says so', async ({
  folder,
  watch,
  expect,
}) => {
  const command = watch({ NODE_OPTIONS: `--import=${withoutEvents}` })
  await command.until('file events do not work here (ENOSPC)')
  await command.until(WATCHING)
  save(folder, T1_SERVER)
  const report = await command.until(WATCHING)
  expect(checksIn(report)).toEqual(['t1.server.banner', 't1.pair.transcript'])
})

test('a report on standard output is not for watching', async ({ folder, expect }) => {
  const { code, stderr } = await runGrade([folder, '--watch', '--json', '-'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^--watch and --json - do not go together.*\n$/)
})

/** Takes `fs.watch` away, as a system does that has no more watches to give. */
const withoutEvents = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  fs.watch = () => { throw Object.assign(new Error('no more'), { code: 'ENOSPC' }) }
  syncBuiltinESMExports()
`)}`

/** Saves as many editors do: a new file takes the old one's place. */
function save(folder: string, name: string, more = '\n'): void {
  const path = join(folder, name)
  const draft = join(folder, '.draft')
  writeFileSync(draft, (existsSync(path) ? readFileSync(path, 'utf8') : '') + more)
  renameSync(draft, path)
}

function checksIn(report: string): string[] {
  return [...report.matchAll(/\bt\d\.\w+\.[\w-]+/g)].map(([id]) => id)
}

/** Programs run in a private copy, which is made there. */
function temporaryOf(folder: string): string {
  return join(folder, '..', 'temporary')
}

async function programRuns(folder: string, name: string): Promise<void> {
  await vi.waitFor(() => {
    const running = runningIn(temporaryOf(folder))
    if (!running.some((line) => line.includes(name))) throw new Error(running.join('\n'))
  }, 60_000)
}
