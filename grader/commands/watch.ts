import { relative } from 'node:path'
import { Changes } from '../harness/deadline.ts'
import type { Submission } from '../harness/submission.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { watchFolder } from '../harness/watch-folder.ts'
import { affectedChecks, type ProgramFiles, programFiles } from '../lab/affected.ts'
import type { Options } from './options.ts'

/** What `watch` leaves to the command: how a submission is read, and how it is graded once. */
export type Grading = {
  /** The submission as it is now. @throws UnusableInput */
  read(): Submission
  /** Grades and prints the report, unless the signal stops it; resolves once all of it has ended. */
  grade(options: Options, signal: AbortSignal): Promise<unknown>
  /** Hears why the submission could not be read, as while a file is half written. */
  refuse(reason: string): void
}

/** Grades, and grades again what a saved file can affect, until Ctrl-C. @returns the exit code */
export async function watch(options: Options, grading: Grading): Promise<number> {
  const watching = new Watching(options, grading)
  const folder = watchFolder(watching.folder, watching)
  process.on('SIGINT', () => watching.end(130))
  process.on('SIGTERM', () => watching.end(143))
  try {
    return await watching.run()
  } finally {
    folder.close()
  }
}

/** Longer than anybody watches; looking again now and then costs nothing (ms). */
const LONG = 3_600_000

class Watching {
  readonly folder: string
  readonly #options: Options
  readonly #grading: Grading
  readonly #wake = new Changes()
  /** Checks whose last report is out of date. */
  readonly #due: Set<string>
  #files: ProgramFiles
  #hasNews = true
  #running: AbortController | undefined
  #code: number | undefined

  constructor(options: Options, grading: Grading) {
    this.#options = options
    this.#grading = grading
    const submission = grading.read()
    this.folder = submission.folder
    this.#files = programFiles(submission)
    this.#due = new Set(options.selected)
  }

  async run(): Promise<number> {
    for (;;) {
      if (this.#code !== undefined) return this.#code
      if (this.#hasNews) await this.#gradeDue()
      else await this.#wake.next(LONG)
    }
  }

  /** Ctrl-C: the running grade is stopped and waited for. A second one does not wait. */
  end(code: number): void {
    if (this.#code !== undefined) process.exit(code)
    this.#code = code
    this.#running?.abort()
    this.#wake.notify()
  }

  changed(paths: string[]): void {
    const names = paths.map((path) => relative(this.folder, path)).join(', ')
    const affected = this.#affected(paths).filter((id) => this.#options.selected.includes(id))
    if (affected.length === 0) {
      say(`${names} changed: none of the chosen checks runs it`)
      return
    }
    say(`${names} changed: ${this.#running ? 'starting over' : 'grading again'}`)
    for (const id of affected) this.#due.add(id)
    this.#hasNews = true
    this.#running?.abort()
    this.#wake.notify()
  }

  polling(reason: string): void {
    say(`file events do not work here (${reason}): looking for changes every half second instead`)
  }

  async #gradeDue(): Promise<void> {
    this.#hasNews = false
    const running = new AbortController()
    this.#running = running
    const isReadable = await this.#grade([...this.#due], running.signal)
    this.#running = undefined
    if (running.signal.aborted) return
    if (isReadable) this.#due.clear()
    say(`watching ${this.#options.submission} (Ctrl-C ends)`)
  }

  /** @returns false for a submission that can't be read, as while a file is half written */
  async #grade(selected: string[], signal: AbortSignal): Promise<boolean> {
    try {
      await this.#grading.grade({ ...this.#options, selected }, signal)
      return true
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error
      if (!signal.aborted) this.#refuse(error.message)
      return false
    }
  }

  #refuse(reason: string): void {
    say(reason)
    this.#grading.refuse(reason)
  }

  #affected(paths: readonly string[]): string[] {
    const before = this.#files
    try {
      this.#files = programFiles(this.#grading.read())
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error
    }
    return affectedChecks(paths, [before, this.#files])
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
