import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { ROOT } from '../../proof/fixtures.ts'

/** How the real command ended. */
export type Ended = { code: number | null; stdout: string; stderr: string }

/** Runs `npm run grade` as it is run, without npm. */
export function runGrade(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return runFile('grade.mjs', args, env)
}

/** Runs a file of `grader/commands` to its end. */
export function runFile(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const command = join(ROOT, 'grader', 'commands', name)
  const child = spawn(process.execPath, [command, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  return endOf(child)
}

/** Waits until a process has ended and all that it printed has been read. */
export function endOf(
  child: ChildProcessByStdio<null | Writable, Readable, Readable>,
): Promise<Ended> {
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (ended.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (ended.stderr += text))
  return new Promise((resolve, reject) =>
    child.on('error', reject).on('close', (code) => resolve({ ...ended, code })),
  )
}
