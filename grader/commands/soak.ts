/**
 * `npm run soak`: grades the fixtures again and again while the machine has four times more to do
 * than it can, in random order, with random seeds and several graders at once. Every verdict that
 * is another than the fixture's is printed with its seed and its evidence.
 *
 *     npm run soak -- --times 200    so many grades; 200 of them are 10,200 checks
 *     npm run soak -- --seed SEED    the same order and the same seeds again
 *
 * Exit code: 0 no verdict differed; 1 some did; 2 wrong use; 3 the soak itself failed.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnusableInput } from '../harness/unusable-input.ts'
import { ROOT } from '../proof/fixtures.ts'
import { type Difference, type Soaked, soak } from '../proof/soak.ts'
import type { Kept } from '../proof/soak-doc.ts'
import { diagram } from '../reports/diagram.ts'
import { kit, kitName } from '../scoring/kit.ts'
import { parse } from './arguments.ts'

const FIGURES = join(ROOT, 'grader/proof/soak.json')
const LOAD = 4
const GRADERS = 3
/** Shorter soaks show too little to be kept. */
const LONG = 200

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    const { times, seed } = read(args)
    console.log(`${times} grades, seed ${seed}, ${GRADERS} at once, ${LOAD} times too busy`)
    const done = await soak({ times, seed, graders: GRADERS, load: LOAD, hear: progress() })
    for (const difference of done.differences) console.log(told(difference))
    console.log(`${summary(done)}.`)
    if (times >= LONG) keep(done)
    return done.differences.length > 0 ? 1 : 0
  } catch (error) {
    const isTheirs = error instanceof UnusableInput
    const { message, stack } = error as Error
    console.error(isTheirs ? message : `The soak itself failed: ${stack}`)
    return isTheirs ? 2 : 3
  }
}

function read(args: readonly string[]): { times: number; seed: string } {
  const { values } = parse(args, { times: { type: 'string' }, seed: { type: 'string' } })
  const times = Number(values.times ?? LONG)
  if (!Number.isInteger(times) || times < 1) {
    throw new UnusableInput(`--times takes a number of grades, such as 200, not ${values.times}.`)
  }
  return { times, seed: values.seed ?? Math.random().toString(36).slice(2, 10) }
}

/** A line now and then; a verdict that differs is told at once. */
function progress(): (done: Soaked) => void {
  let told = 0
  return (done) => {
    for (const { fixture, check } of done.differences.slice(told)) {
      console.log(`${fixture}: ${check.id} is ${check.status}`)
    }
    told = done.differences.length
    if (done.grades % 20 === 0) console.log(summary(done))
  }
}

function summary({ grades, checks, differences }: Soaked): string {
  return `${grades} grades, ${checks} checks, ${differences.length} verdicts differed`
}

function told({ fixture, seed, sandbox, expected, check }: Difference): string {
  return [
    '',
    `${fixture}: ${check.id} is ${check.status}, not ${expected}; seed ${seed}, sandbox ${sandbox}`,
    check.message,
    ...diagram(check.evidence),
    '',
  ].join('\n')
}

/** For `docs/quality.md`. */
function keep({ grades, checks, differences }: Soaked): void {
  const kept: Kept = {
    kit: kitName(kit),
    load: LOAD,
    graders: GRADERS,
    grades,
    checks,
    differing: differences.length,
  }
  writeFileSync(FIGURES, `${JSON.stringify(kept, null, 2)}\n`)
}
