/**
 * `npm run fuzz`: shows the properties on other inputs than `npm test` does, round after round. The
 * first round in which one fails prints the smallest input that breaks it, and ends the run.
 *
 *     npm run fuzz -- --times 20    so many rounds
 *     npm run fuzz -- --seed N      the same inputs again
 *
 * Exit code: 0 all hold; 1 one does not; 2 wrong use.
 */
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { execaNode } from 'execa'
import { UnusableInput } from '../harness/unusable-input.ts'
import { ROOT } from '../proof/fixtures.ts'
import { parse } from './arguments.ts'

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const MOST = 2 ** 31

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    for (const seed of seeds(args)) {
      console.log(`seed ${seed}`)
      if (!(await holds(seed))) return 1
    }
    return 0
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error
    console.error(error.message)
    return 2
  }
}

function seeds(args: readonly string[]): number[] {
  const { values } = parse(args, { times: { type: 'string' }, seed: { type: 'string' } })
  if (values.seed !== undefined) return [whole('seed', values.seed)]
  return Array.from({ length: whole('times', values.times ?? '20') }, () => randomInt(MOST))
}

function whole(option: string, value: string): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= 1 && number < MOST) return number
  throw new UnusableInput(`--${option} takes a whole number from 1, not ${value || 'nothing'}.`)
}

/** One round, in a process of its own; it is quiet when nothing was found. */
async function holds(seed: number): Promise<boolean> {
  const { exitCode, all } = await execaNode(VITEST, ['run', 'grader/tests/properties'], {
    cwd: ROOT,
    env: { SOCKET_LAB_FUZZ_SEED: String(seed) },
    all: true,
    reject: false,
  })
  if (exitCode !== 0) console.log(all)
  return exitCode === 0
}
