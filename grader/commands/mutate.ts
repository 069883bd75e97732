/**
 * `npm run mutate`: changes right programs in every way that a mutation library knows, grades each
 * mutant with the real checks, and keeps the figures in `grader/proof/mutation.json`, from which
 * `npm run docs` makes a part of `docs/quality.md`.
 *
 *     npm run mutate -- t1.server --language Python    only this program, in this language
 *
 * Exit code: 0 every mutant that a check should notice was caught; 1 some were not, and are named;
 * 2 wrong use; 3 the grader itself failed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '../harness/nearest.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { places } from '../lab/tasks.ts'
import {
  type Figures,
  figuresOf,
  type Reason,
  reasonFor,
  type Survivor,
  share,
  tally,
} from '../proof/figures.ts'
import { ROOT } from '../proof/fixtures.ts'
import { InProcess } from '../proof/in-process.ts'
import { EDITIONS, type Edition, fileOf, mutate } from '../proof/mutation.ts'
import { parse } from './arguments.ts'

const FIGURES = join(ROOT, 'grader/proof/mutation.json')
const REASONS = join(ROOT, 'grader/proof/survivors.json')
const reasons: Reason[] = JSON.parse(readFileSync(REASONS, 'utf8'))

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const grader = new InProcess()
  try {
    const { editions, programs } = read(args)
    let isAllCaught = true
    for (const edition of editions) {
      for (const program of programs) {
        const figures = await mutateProgram(grader, edition, program)
        keep(figures)
        isAllCaught = tell(figures) && isAllCaught
      }
    }
    return isAllCaught ? 0 : 1
  } catch (error) {
    const isTheirs = error instanceof UnusableInput
    const { message, stack } = error as Error
    console.error(isTheirs ? message : `The grader itself failed: ${stack}`)
    return isTheirs ? 2 : 3
  } finally {
    grader.close()
  }
}

function read(args: readonly string[]): { editions: Edition[]; programs: string[] } {
  const { values, positionals } = parse(args, { language: { type: 'string' } })
  const known = places.map(({ key }) => key)
  for (const name of positionals) check(name, known, 'program')
  if (values.language) check(values.language, Object.keys(EDITIONS), 'language')
  return {
    editions: values.language ? [values.language as Edition] : (Object.keys(EDITIONS) as Edition[]),
    programs: positionals.length > 0 ? positionals : known,
  }
}

function check(name: string, known: readonly string[], what: string): void {
  if (known.includes(name)) return
  throw new UnusableInput(`There is no ${what} ${name}; did you mean ${nearest(name, known)}?`)
}

async function mutateProgram(
  grader: InProcess,
  edition: Edition,
  program: string,
): Promise<Figures> {
  const results = await mutate(grader, edition, program)
  const faults = results.flatMap((result) => result.faults)
  if (faults.length > 0)
    throw new Error(`a mutant of ${program} broke it: ${faults.slice(0, 3).join('; ')}`)
  return figuresOf(
    edition,
    program,
    results,
    readFileSync(join(ROOT, fileOf(edition, program)), 'utf8'),
  )
}

/** In place of what was known of the same program. */
function keep(figures: Figures): void {
  const all: Figures[] = JSON.parse(readFileSync(FIGURES, 'utf8'))
  const isSame = (it: Figures) => it.edition === figures.edition && it.program === figures.program
  const others = all.filter((it) => !isSame(it))
  const key = ({ edition, program }: Figures) => `${edition} ${program}`
  const sorted = [...others, figures].toSorted((one, two) => (key(one) < key(two) ? -1 : 1))
  writeFileSync(FIGURES, `${JSON.stringify(sorted, null, 2)}\n`)
}

function missedOf({ program, survivors }: Figures): Survivor[] {
  return survivors.filter((survivor) => !reasonFor(program, survivor, reasons))
}

/** Prints one program's figures, and each mutant that should have been caught. */
function tell(figures: Figures): boolean {
  const { mutants, caught, same, open, missed } = tally([figures], reasons)
  const rate = (100 * share({ mutants, caught, same, open, missed })).toFixed(1)
  const name = `${figures.program}, ${figures.edition}`
  console.log(
    `${name.padEnd(24)}${mutants} mutants: ${caught} caught (${rate} %), ${missed} missed, ${same} the same, ${open} open`,
  )
  for (const survivor of missedOf(figures)) {
    const { code, mutator, original, replacement } = survivor
    console.log(`  missed in: ${code}\n    ${mutator}: ${original}\n    became: ${replacement}`)
  }
  return missed === 0
}
