import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test as base } from 'vitest'
import type { LaunchOptions, LaunchSpec } from '../../harness/launch.ts'
import { Ports } from '../../harness/ports.ts'
import type { Program } from '../../harness/program.ts'
import { Programs } from '../../harness/programs.ts'
import { type Bench, Trial } from '../../harness/trial.ts'

/** Far more than anything here takes, also on a busy machine (ms). */
export const PATIENCE = 30_000

let bench: Bench | undefined

/** Made once in a test file, and only where it is needed: it is a process. */
function benchOfThisFile(): Bench {
  bench ??= { programs: new Programs(), ports: new Ports() }
  return bench
}

/** A test with a folder, a trial and a way to start programs; all of it ends with the test. */
export const test = base
  .extend('folder', ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-lab-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('trial', ({ onTestFinished }) => {
    const trial = new Trial(benchOfThisFile())
    onTestFinished(() => trial.close())
    return trial
  })
  .extend('run', ({ folder, trial }) => async (text: string, options: LaunchOptions = {}) => {
    lay(folder, { 'program.mjs': text })
    return trial.start('server', nodeProgram(folder), await trial.freePort(), options)
  })
  .extend('command', ({ folder, trial }) => async (...argv: string[]) => {
    const spec: LaunchSpec = { name: argv.join(' '), kind: 'command', argv, cwd: folder }
    return trial.start('server', spec, await trial.freePort())
  })

export function nodeProgram(folder: string, file = 'program.mjs'): LaunchSpec {
  return { name: file, kind: 'node', path: join(folder, file), cwd: folder }
}

/** Writes files into a folder, with the folders that they need. */
export function lay(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** Waits until a program has ended and all of its output has been read. */
export async function ended(trial: Trial, program: Program): Promise<Program> {
  await trial.until(() => program.closed, { limit: PATIENCE })
  return program
}

/** Waits until a program has printed a whole line, and returns it. */
export async function firstLine(trial: Trial, program: Program): Promise<string> {
  const line = () => program.output.lines.find(({ ended }) => ended)
  return (await trial.until(line, { of: [program], limit: PATIENCE }))?.text ?? ''
}

/** Whether a process has ended; one that only waits to be reaped has. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform === 'linux' && readFileSync(`/proc/${pid}/stat`).includes(') Z ')
  } catch {
    return true
  }
}
