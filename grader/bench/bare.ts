import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FLOOR = fileURLToPath(new URL('./floor.mjs', import.meta.url))

/** How long so many bare processes take, so many at a time (ms). */
export async function timeBare(starts: number, parallel: number): Promise<number> {
  const begun = performance.now()
  let left = starts
  const lane = async () => {
    while (left-- > 0) await run([FLOOR])
  }
  await Promise.all(Array.from({ length: parallel }, lane))
  return performance.now() - begun
}

/** Runs a file with this Node, in the project's folder, to its end, whatever it prints or exits with. */
export function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' })
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve()))
}
