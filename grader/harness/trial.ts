import { Changes, drainEvents, LIMIT } from './deadline.ts'
import { type LaunchOptions, type LaunchSpec, launch } from './launch.ts'
import type { Ports } from './ports.ts'
import { Program } from './program.ts'
import type { Programs } from './programs.ts'
import { watchPunctuality } from './punctuality.ts'
import type { Surroundings } from './sandbox/surroundings.ts'
import { WireLog } from './wire-log.ts'

/** What all trials of a process share. */
export type Bench = { programs: Programs; ports: Ports }

/**
 * One run of one check: its programs, its peers, the log of what passed, and its clock.
 * Whatever is started in it is ended by `close`, however the check ends.
 */
export class Trial {
  readonly changes = new Changes()
  readonly log = new WireLog()
  /** The trials of the same grade that run now, this one among them. */
  fellows: Iterable<Trial> = []
  /** What of the grader's own broke in it; a check that failed then has shown nothing. */
  fault: string | undefined
  readonly #bench: Bench
  readonly #surroundings: Surroundings | undefined
  readonly #cleanups: (() => void)[] = []
  readonly #programs: Program[] = []
  #clock = performance.now()

  /** @param surroundings what its programs are kept in; they run as they are without */
  constructor(bench: Bench, surroundings?: Surroundings) {
    this.#bench = bench
    this.#surroundings = surroundings
    watchPunctuality()
  }

  /** Whether its programs have a network that nobody else has. */
  get hasOwnNetwork(): boolean {
    return this.#surroundings?.sandbox.network ?? false
  }

  /** Something of the grader's own broke, through no doing of the programs. */
  broke(what: string): void {
    this.fault ??= what
    this.changes.notify()
  }

  /** Every program that this trial started, in order. */
  get programs(): readonly Program[] {
    return this.#programs
  }

  /** A port that is free for TCP and UDP on both families, and has not been used for long. */
  freePort(): Promise<number> {
    return this.#bench.ports.next()
  }

  /** Starts a program on a port, and the clock with it. */
  start(role: string, spec: LaunchSpec, port: number, options: LaunchOptions = {}): Program {
    const order = launch(spec, port, { surroundings: this.#surroundings, ...options })
    const { changes, log } = this
    const { programs } = this.#bench
    const tellsBinding = spec.kind === 'node'
    const onStarted = () => this.spoke()
    const program = new Program({
      role,
      name: spec.name,
      port,
      tellsBinding,
      order,
      programs,
      changes,
      log,
      onStarted,
    })
    this.#programs.push(program)
    this.defer(() => program.end())
    this.spoke()
    return program
  }

  /** The grader has just spoken to a program: its time to answer begins now. */
  spoke(): void {
    this.#clock = performance.now()
    this.changes.notify()
  }

  /** Milliseconds since a program was last started or spoken to. */
  get sinceSpoken(): number {
    return performance.now() - this.#clock
  }

  /** Whether its programs have done nothing at all since this was asked last, and for a while. */
  get isAtRest(): boolean {
    if (this.sinceSpoken < REST) return false
    const activities = this.#programs.map((program) => program.activity)
    const computed = activities.reduce((sum, activity) => sum + (activity?.computed ?? 0), 0)
    const isQuiet =
      activities.every((activity) => activity?.asleep ?? true) && computed === this.#computed
    this.#computed = computed
    return isQuiet && activities.length > 0
  }
  #computed = -1

  /** Runs at the end of the trial, last in first out. */
  defer(cleanup: () => void): void {
    this.#cleanups.push(cleanup)
  }

  /**
   * Waits until `look` finds something, and looks again at every change.
   *
   * Ends without it when the limit has passed since the programs were last spoken to, or as soon
   * as the programs that it waits for are over.
   * @returns what was found, or undefined
   */
  async until<T>(look: () => T | undefined | false, wait: Wait = {}): Promise<T | undefined> {
    const from = wait.since ?? -Infinity
    for (;;) {
      this.#expectNoFault()
      const found = look()
      if (found !== undefined && found !== false) return found
      const limit = (wait.limit ?? LIMIT) * (this.#isStarved(wait) ? STARVED : 1)
      const remaining = Math.max(from, this.#clock) + limit - performance.now()
      const over = wait.of?.length && wait.of.every((program) => program.isOver)
      if (over || remaining <= 0 || this.fault !== undefined) break
      await this.changes.next(Math.min(remaining, wait.poll ?? LIMIT))
    }
    this.#noteSilence(wait)
    // What had arrived by now was in time, even where this process was too busy to see it.
    await drainEvents()
    const found = look()
    return found === false ? undefined : found
  }

  /** A program that the grader failed to start as it should has shown nothing about itself. */
  #expectNoFault(): void {
    const { fault } = this.#programs.find((program) => program.fault !== undefined) ?? {}
    if (fault !== undefined) throw new Error(fault)
  }

  /** A wait that ended with nothing is a part of what happened, too. */
  #noteSilence({ of: [program] = [], limit = LIMIT }: Wait): void {
    if (!program || program.isOver || limit < LIMIT) return
    const note = `silence for ${(this.sinceSpoken / 1000).toFixed(1)} s`
    this.log.add({ program: program.role, direction: 'local', kind: 'note', note })
  }

  /** Asked only when time is up: a machine that is too busy to run a program must not fail it. */
  #isStarved({ of = [], limit = LIMIT }: Wait): boolean {
    return this.sinceSpoken >= limit && of.some((program) => program.isStarved)
  }

  /** Ends everything that the trial started. */
  close(): void {
    for (const cleanup of this.#cleanups.splice(0).reverse()) cleanup()
  }
}

/** A program that gets no processor has its limit so many times over. */
const STARVED = 4

/** A trial that nobody has spoken to for so long may be at rest (ms). */
const REST = 250

export type Wait = {
  /** Programs whose ends end the waiting. */
  of?: readonly Program[]
  /** Milliseconds; `LIMIT` if left out. */
  limit?: number
  /** The clock starts here if this is later than the last word to a program (performance.now()). */
  since?: number
  /** Look again after so many milliseconds, also where nothing tells of a change. */
  poll?: number
}
