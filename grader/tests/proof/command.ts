import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../../proof/fixtures.ts'

/** Far more than anything here takes, also on a busy machine (ms). */
const PATIENCE = 60_000

/** A command of the grader's that runs on, with its output as it comes. */
export class Command {
  readonly #child: ChildProcess
  readonly #closed: Promise<number | null>
  #output = ''
  #read = 0
  #isOver = false
  #wake: () => void = () => undefined

  /** Runs a file of `grader/commands` in a process group of its own, as a terminal does. */
  constructor(
    name: string,
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    this.#child = spawn(process.execPath, [join(ROOT, 'grader/commands', name), ...args], {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      detached: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text
        this.#wake()
      })
    }
    this.#closed = new Promise((resolve) => this.#child.on('close', resolve))
    void this.#closed.then(() => {
      this.#isOver = true
      this.#wake()
    })
  }

  /** Everything that was printed so far, on both streams. */
  get output(): string {
    return this.#output
  }

  /** Waits until this is printed. @returns what came since the last time, up to and with it */
  async until(text: string): Promise<string> {
    const late = AbortSignal.timeout(PATIENCE)
    late.addEventListener('abort', () => this.#wake())
    for (;;) {
      const at = this.#output.indexOf(text, this.#read)
      if (at >= 0) {
        const from = this.#read
        this.#read = at + text.length
        return this.#output.slice(from, this.#read)
      }
      if (this.#isOver || late.aborted) throw new Error(`no ${text} came:\n${this.#output}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  endInput(): void {
    this.#child.stdin?.end()
  }

  /** Ctrl-C: the signal goes to the whole group. */
  interrupt(): void {
    process.kill(-(this.#child.pid as number), 'SIGINT')
  }

  /** @returns the exit code, once everything that was printed has been read */
  ended(): Promise<number | null> {
    return this.#closed
  }

  /** For the end of a test, whatever became of it. */
  kill(): void {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL')
  }
}

/** The processes whose command line names this folder. */
export function runningIn(folder: string): string[] {
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
  return processes.filter((line) => line.includes(`${folder}/`))
}
