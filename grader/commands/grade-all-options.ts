import { availableParallelism } from 'node:os'
import type { Shard } from '../class/results/class-file.ts'
import type { Wanted } from '../class/results/publish.ts'
import { readShard } from '../class/run/shard.ts'
import { type Limits, parseLimits } from '../harness/sandbox/limits.ts'
import type { Mode } from '../harness/sandbox/sandbox.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { checksOf, modeOf, parse } from './arguments.ts'

/** What `npm run grade:all` was asked for. */
export type ClassOptions = {
  /** The folder or archive of the submissions. */
  input: string
  out: string
  /** An instructor's list of who handed in what. */
  names: string | undefined
  /** The platform's gradebook, to be filled in. */
  gradebook: Wanted | undefined
  /** Only these submissions: by student, number or folder. */
  only: string[]
  /** Grade again what was graded before. */
  again: boolean
  jobs: number
  shard: Shard | undefined
  /** Ids of the checks, in the rubric's order. */
  selected: string[]
  strict: boolean
  /** Made from the class itself when it is left out. */
  seed: string | undefined
  /** How much isolation is asked for. */
  mode: Mode
  limits: Limits
  /** As whom programs run where they get no namespaces of their own. */
  user: string | undefined
}

export const USAGE = `npm run grade:all -- CLASS --out FOLDER [options]

  CLASS             the folder of the submissions, or the archive from the learning platform
  --out FOLDER      where the results go; the same again goes on where a run was ended
  --gradebook FILE  fill in Moodle's grading worksheet, or Canvas's or Brightspace's exported
                    gradebook, and write it for the import
  --column TITLE    the column in it that takes the grades, where it has several
  --names FILE      a table with the columns file and name, for names that no platform makes
  --only NAME       only this submission, by student, number or folder; repeatable
  --again           grade again what was graded before
  --jobs N          how many submissions to grade at a time (default here: ${defaultJobs()})
  --shard I/N       only the I-th of N parts of the class; npm run grade:merge joins them
  --task ID         only this task, group or check; repeatable
  --strict          want the sheet's wording to the letter
  --seed SEED       repeat an earlier run's random choices
  --sandbox MODE    require: programs are kept from this machine, or nothing is graded; auto: as
                    far as that works here; off: they run with your rights (default: require)
  --user NAME       run programs as this user, where they get no namespaces of their own
  --limit NAME=N    what a program may use, as npm run grade has it; repeatable
  --help            this text

Exit code: 0 every submission has its line in the gradebook; 2 wrong use; 3 there is no sandbox
here, or the grader itself failed in a submission, also when it was tried again.`

const DEFINITIONS = {
  out: { type: 'string' },
  gradebook: { type: 'string' },
  column: { type: 'string' },
  names: { type: 'string' },
  only: { type: 'string', multiple: true },
  again: { type: 'boolean' },
  jobs: { type: 'string' },
  shard: { type: 'string' },
  task: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  seed: { type: 'string' },
  sandbox: { type: 'string' },
  user: { type: 'string' },
  limit: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the command line. @returns nothing when it asks for help @throws UnusableInput with one sentence */
export function parseClassOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ClassOptions | undefined {
  const { values, positionals } = parse(args, DEFINITIONS)
  if (values.help) return undefined
  const [input, ...others] = positionals
  if (input === undefined) {
    throw new UnusableInput('Name the folder or the archive of the submissions; see --help.')
  }
  if (others.length > 0) {
    throw new UnusableInput(`One class at a time: got ${positionals.join(' and ')}.`)
  }
  if (!values.out) throw new UnusableInput('Name a folder for the results with --out; see --help.')
  return {
    input,
    out: values.out,
    names: values.names,
    gradebook: wanted(values.gradebook, values.column),
    only: values.only ?? [],
    again: values.again ?? false,
    jobs: parseJobs(values.jobs),
    shard: readShard(values.shard, env),
    selected: checksOf(values.task ?? []),
    strict: values.strict ?? false,
    seed: values.seed,
    mode: modeOf(values.sandbox ?? 'require'),
    limits: parseLimits(values.limit ?? []),
    user: values.user,
  }
}

/** A platform's gradebook, from its two options. @throws UnusableInput */
export function wanted(path: string | undefined, column: string | undefined): Wanted | undefined {
  if (path !== undefined) return { path, column }
  if (column === undefined) return undefined
  throw new UnusableInput('--column goes with --gradebook FILE: the table that has the column.')
}

function parseJobs(text: string | undefined): number {
  if (text === undefined) return defaultJobs()
  const jobs = Number(text)
  if (Number.isInteger(jobs) && jobs >= 1) return jobs
  throw new UnusableInput(`--jobs takes a whole number from 1 on, not ${text || 'nothing'}.`)
}

/** One for each core: one more is a fifth faster, and takes two fifths more memory. */
function defaultJobs(): number {
  return availableParallelism()
}
