import { grade } from '../engine/grade.ts'
import { Random } from '../harness/random.ts'
import { DEFAULT_LIMITS } from '../harness/sandbox/limits.ts'
import { findSandbox, type Sandbox } from '../harness/sandbox/sandbox.ts'
import { readSubmission } from '../harness/submission.ts'
import { rubric } from '../lab/rubric.ts'
import { extensions, places } from '../lab/tasks.ts'
import type { CheckReport, Report } from '../scoring/report.ts'
import { type Fixture, fixtures, withLaid } from './fixtures.ts'
import { burn } from './load.ts'

export type SoakOptions = {
  /** How many grades in all. */
  times: number
  /** How many graders at once, each with a worker of its own. */
  graders: number
  /** How many times more there is to compute than the machine can. */
  load: number
  /** Decides the order of the fixtures and the seed of each grade. */
  seed: string
  /** Only the checks of the tasks that a fixture is about; else all checks, also of the reference. */
  isBrief?: boolean
  /** Told after each grade. */
  hear?: (done: Soaked) => void
}

/** What came of it: how much was judged, and each verdict that was another than expected. */
export type Soaked = { grades: number; checks: number; differences: Difference[] }

export type Difference = {
  fixture: string
  seed: string
  /** What kept the programs in, as the report says. */
  sandbox: string
  expected: CheckReport['status']
  check: CheckReport
}

/** Grades fixtures in random order, on a machine that is kept busy, and compares every verdict. */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const { times, graders, seed, load, isBrief = false, hear } = options
  const done: Soaked = { grades: 0, checks: 0, differences: [] }
  const order = inRandomOrder([...fixtures('right'), ...fixtures('wrong')], seed, times)
  const sandboxes = await sandboxesHere()
  const queue = order.entries()
  const lane = async () => {
    for (const [at, fixture] of queue) {
      const sandbox = sandboxes[at % sandboxes.length] as Sandbox
      const report = await gradeOnce(fixture, `${seed}-${at}`, sandbox, isBrief)
      done.grades++
      done.checks += report.tasks.flatMap((task) => task.checks).length
      done.differences.push(...differences(fixture, report))
      hear?.(done)
    }
  }
  const fire = burn(load)
  try {
    await Promise.all(Array.from({ length: graders }, lane))
  } finally {
    fire.putOut()
  }
  return done
}

/** The strongest sandbox that works, and, in turn, the same without a network of its own: there graders share the ports. */
async function sandboxesHere(): Promise<Sandbox[]> {
  const strongest = await findSandbox('auto')
  return [strongest, { ...strongest, network: false }]
}

function gradeOnce(
  { folder, tasks }: Fixture,
  seed: string,
  sandbox: Sandbox,
  isBrief: boolean,
): Promise<Report> {
  const ids = rubric.map(({ id }) => id)
  const selected = isBrief ? ids.filter((id) => tasks.includes(id.slice(0, 2))) : ids
  const limits = DEFAULT_LIMITS
  return withLaid(folder, (laid) =>
    grade(readSubmission(laid, places, extensions), {
      selected,
      strict: false,
      seed,
      sandbox,
      limits,
    }),
  )
}

/** As many as asked for: all of them once, then all again in another order, and so on. */
function inRandomOrder(all: readonly Fixture[], seed: string, times: number): Fixture[] {
  const random = new Random(seed, 'order')
  const rounds = Array.from({ length: Math.ceil(times / all.length) }, () => random.shuffle(all))
  return rounds.flat().slice(0, times)
}

/** Every verdict of a report that is another than its fixture's. */
export function differences(
  { name, failed, blocked }: Pick<Fixture, 'name' | 'failed' | 'blocked'>,
  { seed, sandbox, tasks }: Report,
): Difference[] {
  return tasks
    .flatMap((task) => task.checks)
    .flatMap((check) => {
      const isFailed = failed.includes(check.id)
      const expected = isFailed ? 'failed' : blocked.includes(check.id) ? 'blocked' : 'passed'
      if (check.status === expected) return []
      return [{ fixture: name, seed, sandbox: JSON.stringify(sandbox), expected, check }]
    })
}
