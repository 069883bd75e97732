/** The one place where the harness waits: for things to change, never for a fixed time. */

/** How long a program has for anything that it has to do once, in milliseconds. */
export const LIMIT = 5000

/** Wakes everybody who waits for a change; one per trial. */
export class Changes {
  #waiting: (() => void)[] = []

  /** Something was recorded: whoever waits looks again. */
  notify(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  /** Resolves at the next change, or after `ms` milliseconds. */
  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

/** Lets everything that the system has already delivered be recorded. */
export async function drainEvents(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Resolves to undefined after `ms` milliseconds, without keeping the process alive.
 * @param onSet is handed what switches it off: then it never resolves, and keeps nothing in memory
 */
export function alarm(ms: number, onSet?: (off: () => void) => void): Promise<undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms).unref()
    onSet?.(() => clearTimeout(timer))
  })
}
