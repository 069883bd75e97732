import type { Changes } from './deadline.ts'
import { familyOf } from './family.ts'
import { type Binding, hintsIn } from './hints.ts'
import { type Activity, activityOf } from './idle.ts'
import { Output } from './output.ts'
import type { Programs } from './programs.ts'
import { breach, DEFAULT_LIMITS, type LimitName, type Limits } from './sandbox/limits.ts'
import type { News, StartOrder } from './supervisor.ts'
import type { WireLog } from './wire-log.ts'

/** Less than this on a processor is not enough for a program to begin, let alone to spin (ns). */
const HARDLY = 500_000_000

/** How a program ended. */
export type Exit = { code: number | null; signal: string | null }

/** What it takes to start a program in a trial. */
type Start = {
  role: string
  name: string
  port: number
  tellsBinding: boolean
  order: StartOrder
  /** The system has started it: its time begins. */
  onStarted(): void
  programs: Programs
  changes: Changes
  log: WireLog
}

/** One running program of the submission: what it printed, and how it ended. */
export class Program {
  readonly output = new Output()
  readonly bindings: Binding[] = []
  readonly startedAt = performance.now()
  pid: number | undefined
  exit: Exit | undefined
  /** True once it has ended and everything that it printed has been read. */
  closed = false
  /** True once it has printed more than anybody will read. */
  flooded = false
  /** How it struck a limit, and was ended for it: the rest of a sentence that begins with "it". */
  breach: string | undefined
  /** Why it could not be started at all. */
  notStarted: string | undefined
  /** What the grader itself could not do for it. */
  fault: string | undefined
  /** A Node program's word that it read its standard input, which was at its end from the start. */
  askedInVain = false
  readonly #id: number
  readonly #hasInput: boolean

  /** `server` or `client`. */
  readonly role: string
  /** Its file, as the student knows it. */
  readonly name: string
  readonly port: number
  /** Whether it tells by itself when it has bound a port: Node programs do, by the preload. */
  readonly tellsBinding: boolean
  readonly #programs: Programs
  readonly #changes: Changes
  readonly #log: WireLog
  readonly #onStarted: () => void
  readonly #limits: Limits

  constructor(start: Start) {
    this.role = start.role
    this.name = start.name
    this.port = start.port
    this.tellsBinding = start.tellsBinding
    this.#programs = start.programs
    this.#hasInput = start.order.hasInput
    this.#changes = start.changes
    this.#log = start.log
    this.#onStarted = start.onStarted
    this.#limits = start.order.watch?.limits ?? DEFAULT_LIMITS
    this.#log.add({
      program: this.role,
      direction: 'local',
      kind: 'start',
      note: `--port=${this.port}`,
    })
    this.#id = this.#programs.start(start.order, (news) => this.#hear(news))
  }

  /** Nothing more is to be expected of it: it ended, never began, or floods. */
  get isOver(): boolean {
    return this.closed || this.flooded || (this.breach ?? this.notStarted) !== undefined
  }

  /** What it is doing right now; undefined where the system does not tell. */
  get activity(): Activity | undefined {
    if (this.isOver) return { asleep: true, computed: 0 }
    return this.pid === undefined ? { asleep: false, computed: 0 } : activityOf(this.pid)
  }

  /** Whether it would go on if it got a processor: it is runnable, and has hardly had one so far. */
  get isStarved(): boolean {
    const { activity } = this
    return activity !== undefined && !this.isOver && !activity.asleep && activity.computed < HARDLY
  }

  /** Whether it may not have come to its first line yet: it has printed nothing, and hardly had a processor. */
  get isBeginning(): boolean {
    const { activity } = this
    return this.output.isEmpty && activity !== undefined && activity.computed < HARDLY
  }

  /** Whether it computes on and on, as one that goes round in a loop does. */
  get isBusy(): boolean {
    const { activity } = this
    return activity !== undefined && !activity.asleep && activity.computed >= HARDLY
  }

  /** Its process and all that descend from it; empty once it has ended. */
  get pids(): number[] {
    return this.pid === undefined || this.closed ? [] : familyOf(this.pid)
  }

  /** Whether something that was typed has not reached it yet. */
  get isTypedTo(): boolean {
    return this.#typed > 0
  }
  #typed = 0

  /** Asks for what it has printed and is still on its way. @returns tells whether all of that is here */
  catchUp(): () => boolean {
    const turn = ++this.#asked
    this.#programs.tell({ kind: 'catch-up', id: this.#id })
    return () => this.isOver || this.#caughtUp >= turn
  }
  #asked = 0
  #caughtUp = 0

  type(text: string): void {
    this.#typed++
    this.#log.add({ program: this.role, direction: 'in', kind: 'typed', bytes: Buffer.from(text) })
    this.#programs.tell({ kind: 'input', id: this.#id, text })
  }

  endInput(): void {
    this.#log.add({ program: this.role, direction: 'in', kind: 'end-of-input' })
    this.#programs.tell({ kind: 'end-input', id: this.#id })
  }

  end(): void {
    this.#programs.end(this.#id)
  }

  #hear(news: News): void {
    this.#record(news)
    this.#changes.notify()
  }

  #record(news: News): void {
    const local = { program: this.role, direction: 'local' } as const
    if (news.kind === 'started') {
      this.pid = news.pid
      this.#onStarted()
    }
    if (news.kind === 'not-started') this.notStarted = news.reason
    if (news.kind === 'fault') this.fault = news.reason
    if (news.kind === 'caught-up') this.#caughtUp++
    if (news.kind === 'flooded') this.flooded = true
    if (news.kind === 'struck') this.#strike(news.limit)
    if (news.kind === 'closed') this.closed = true
    if (news.kind === 'hints') {
      const { bindings, endedInput } = hintsIn(news.text)
      for (const binding of bindings) this.#recordBinding(binding)
      this.askedInVain ||= endedInput && !this.#hasInput
    }
    if (news.kind === 'typed') this.#typed--
    if (news.kind === 'output') {
      this.output.add(news.stream, news.bytes)
      this.#log.add({
        ...local,
        kind: 'printed',
        bytes: Buffer.from(news.bytes),
        note: news.stream,
      })
    }
    if (news.kind === 'exit') {
      this.exit = { code: news.code, signal: news.signal }
      const limit = ENDED_FOR[news.signal ?? '']
      if (limit && this.breach === undefined) this.#strike(limit)
      this.#log.add({ ...local, kind: 'exit', note: describeExit(this.exit) })
    }
  }

  #strike(limit: LimitName): void {
    this.breach = breach(limit, this.#limits)
    const note = `stopped: it ${this.breach}`
    this.#log.add({ program: this.role, direction: 'local', kind: 'note', note })
  }

  #recordBinding({ protocol, address, port }: Binding): void {
    if (this.bindings.length >= MOST_BINDINGS) return
    this.bindings.push({ protocol, address, port })
    const note = `${protocol} ${address} port ${port}`
    this.#log.add({ program: this.role, direction: 'local', kind: 'listening', note })
  }
}

/** A program that says that it binds more than this only wants to be a burden. */
const MOST_BINDINGS = 100

/** Signals by which the system itself ends a program that strikes a limit. */
const ENDED_FOR: Readonly<Record<string, LimitName>> = { SIGXCPU: 'cpu', SIGXFSZ: 'file-size' }

/** Completes "it …": `exited with code 1`, `was ended by SIGSEGV`. */
export function describeExit(exit: Exit): string {
  return exit.signal ? `was ended by ${exit.signal}` : `exited with code ${exit.code}`
}
