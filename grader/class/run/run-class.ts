import { nearest } from '../../harness/nearest.ts'
import { UnusableInput } from '../../harness/unusable-input.ts'
import { kit } from '../../scoring/kit.ts'
import type { Report } from '../../scoring/report.ts'
import type { Handin, Roster } from '../intake/roster.ts'
import type { ClassFacts, ClassFile, Shard } from '../results/class-file.ts'
import { publish, type Wanted, writeSoFar } from '../results/publish.ts'
import { Records, type Reports } from '../results/records.ts'
import { identityOf, type Row } from '../results/row.ts'
import { gradeClass } from './grade-class.ts'
import { type Deciding, identify } from './identify.ts'
import type { Grader } from './lane.ts'
import { partOf } from './shard.ts'

/** What is asked of a run. */
export type RunOptions = Deciding & {
  /** The class's name, for people. */
  name: string
  out: string
  /** A folder for whatever has to be unpacked. */
  work: string
  jobs: number
  only: readonly string[]
  again: boolean
  shard: Shard | undefined
  gradebook: Wanted | undefined
}

/** What a run is done with. */
export type Tools = {
  openGrader(): Grader
  render(report: Report): Reports
  explain(row: Row): Reports
  /** Hears how many are to be graded, were graded before, and there are; then each line as it comes. */
  progress: { begin(due: number, kept: number, all: number): void; add(row: Row): void }
  signal: AbortSignal
}

/** Grades what has to be graded, and writes everything. @throws UnusableInput */
export async function runClass(
  roster: Roster,
  options: RunOptions,
  tools: Tools,
): Promise<ClassFile> {
  const identity = identify(roster.handins, options)
  const records = new Records(options.out)
  const mine = options.shard ? partOf(roster.handins, options.shard) : roster.handins
  const chosen = new Set(choose(mine, roster.handins, options.only))
  const lines = new Lines(mine)
  for (const handin of mine) {
    const mark = records.find(handin.key, identity.fingerprintOf(handin))
    const isForgotten = options.again && chosen.has(handin)
    if (mark && !isForgotten) lines.set({ ...identityOf(handin), ...mark })
  }
  const due = lines.waiting().filter((handin) => chosen.has(handin))
  const facts = factsOf(roster, options, identity)
  tools.progress.begin(due.length, lines.graded(), mine.length)
  const saving = new Saving(() => writeSoFar(options.out, facts, lines.rows()))
  await gradeClass(due, {
    ...tools,
    ...identity,
    jobs: options.jobs,
    work: options.work,
    records,
    hear: (row) => {
      lines.set(row)
      tools.progress.add(row)
      saving.now()
    },
  })
  if (tools.signal.aborted) return writeSoFar(options.out, facts, lines.rows())
  return publish(options.out, facts, lines.rows(), options.gradebook)
}

function factsOf(
  { platform, handins, leftOut }: Roster,
  { name, shard }: RunOptions,
  { fingerprint, settings }: ReturnType<typeof identify>,
): ClassFacts {
  const submissions = handins.length
  return {
    class: name,
    platform,
    fingerprint,
    kit,
    settings,
    ...(shard && { shard }),
    submissions,
    leftOut,
  }
}

/** The submissions that `--only` names. @throws UnusableInput for a name that nobody has */
function choose(
  mine: readonly Handin[],
  all: readonly Handin[],
  only: readonly string[],
): Handin[] {
  const unknown = only.find((name) => !all.some((handin) => isNamed(handin, name)))
  if (unknown !== undefined) {
    const names = all.flatMap(namesOf)
    throw new UnusableInput(
      `There is no submission ${unknown}; did you mean ${nearest(unknown, names)}?`,
    )
  }
  if (only.length === 0) return [...mine]
  return mine.filter((handin) => only.some((name) => isNamed(handin, name)))
}

function isNamed(handin: Handin, name: string): boolean {
  return namesOf(handin).some((it) => it.toLowerCase() === name.normalize('NFC').toLowerCase())
}

function namesOf({ key, who, id, parts }: Handin): string[] {
  return [key, who, id, ...parts.map(({ name }) => name)].filter((name) => name !== '')
}

/** The lines of the gradebook, in the order of the class. */
class Lines {
  readonly #handins: readonly Handin[]
  readonly #rows = new Map<string, Row>()

  constructor(handins: readonly Handin[]) {
    this.#handins = handins
    for (const handin of handins) {
      if (handin.attempt > 0) continue
      this.set({ ...identityOf(handin), status: 'missing', reason: handin.problem ?? '' })
    }
  }

  set(row: Row): void {
    this.#rows.set(row.key, row)
  }

  rows(): Row[] {
    return this.#handins.map(
      (handin) =>
        this.#rows.get(handin.key) ?? { ...identityOf(handin), status: 'waiting', reason: '' },
    )
  }

  graded(): number {
    return [...this.#rows.values()].filter(({ status }) => status === 'graded').length
  }

  /** What has no line yet. */
  waiting(): Handin[] {
    return this.#handins.filter(({ key }) => !this.#rows.has(key))
  }
}

/** Between two times of writing what is known so far (ms): a large class takes a moment to write. */
const PAUSE = 2000

class Saving {
  readonly #save: () => void
  #last = Number.NEGATIVE_INFINITY

  constructor(save: () => void) {
    this.#save = save
    this.now()
  }

  now(): void {
    if (performance.now() - this.#last < PAUSE) return
    this.#save()
    this.#last = performance.now()
  }
}
