import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { NETWORK_OPTIONS } from '../harness/sandbox/bubblewrap.ts'
import type { Sandbox } from '../harness/sandbox/sandbox.ts'
import type { TypeProblem } from '../harness/type-check.ts'
import type { Outcome } from '../lab/outcome.ts'
import type { Job, Progress } from './worker.ts'

const ENTRY = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** So much of what a worker says when it dies is kept (characters). */
const LAST_WORDS = 2000

/** How a job came out. */
export type Run = {
  /** The outcomes that came, by id. A worker that died leaves some out: they are errors. */
  outcomes: Map<string, Outcome>
  /** What went wrong with the run itself, in sentences. */
  faults: string[]
  /** What TypeScript's own checker says of the programs. */
  typeErrors: readonly TypeProblem[]
}

/** This side of a worker process, which runs the checks of one grade after another. */
export class GradingWorker {
  readonly #child: ChildProcess
  readonly #exit: Promise<unknown>
  #lastWords = ''
  #hear: (progress: Progress) => void = () => undefined
  /** Ends the job that runs; a promise of the worker's end would keep the outcomes of all jobs. */
  #die: () => void = () => undefined
  #isDead = false

  /**
   * @param sandbox says whether it gets a network of its own, and with it all that it starts
   * @param flags for its Node
   */
  constructor(sandbox: Sandbox, flags: readonly string[] = []) {
    this.#child = fork(ENTRY, {
      ...(sandbox.network ? inOwnNetwork(sandbox, flags) : { execArgv: [...flags] }),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.on('message', (progress: Progress) => this.#hear(progress))
    const { stderr } = this.#child
    stderr?.setEncoding('utf8').on('data', (text: string) => this.#hearLastWords(text))
    const notStarted = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(this.#hearLastWords(error.message)))
    })
    // Not `close`: a child whose channel was closed from this side does not tell it.
    const exit = Promise.all([once(this.#child, 'exit'), stderr && finished(stderr)])
    this.#exit = Promise.race([exit, notStarted]).then(() => this.#noteDeath())
  }

  #noteDeath(): void {
    this.#isDead = true
    this.#die()
  }

  #hearLastWords(text: string): void {
    this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS)
  }

  /** Runs one job to its end, or to the worker's; `report` hears each outcome as it comes. */
  async run(job: Job, report: (outcome: Outcome) => void): Promise<Run> {
    const outcomes = new Map<string, Outcome>()
    const done = Promise.withResolvers<Pick<Run, 'faults' | 'typeErrors'>>()
    this.#hear = (progress) => {
      if (progress.kind === 'done')
        return done.resolve({ faults: [], typeErrors: progress.typeErrors })
      outcomes.set(progress.outcome.id, progress.outcome)
      report(progress.outcome)
    }
    this.#die = () => done.resolve({ faults: [this.#describeEnd()], typeErrors: [] })
    if (this.#isDead) this.#die()
    else if (this.#child.connected) this.#child.send(job)
    return { ...(await done.promise), outcomes }
  }

  /** Ends the worker and everything that it started; resolves when all of it has ended. */
  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect()
    await this.#exit
  }

  #describeEnd(): string {
    const { signalCode, exitCode, pid } = this.#child
    if (pid === undefined) return `its worker process could not be started: ${this.#lastWords}`
    const how = signalCode ? `was ended by ${signalCode}` : `exited with code ${exitCode}`
    return `its worker process ${how}. ${this.#lastWords}`.trim()
  }
}

/** Started by bubblewrap, which becomes the worker's parent and keeps its channel open. */
function inOwnNetwork({ bubblewrap }: Sandbox, flags: readonly string[]) {
  return {
    execPath: bubblewrap as string,
    execArgv: [...NETWORK_OPTIONS, '--', process.execPath, ...flags],
  }
}
