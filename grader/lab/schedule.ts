import { alarm } from '../harness/deadline.ts'

/** Checks that compute at the same time: more are no faster on two cores, and stretch each other. */
const SLOTS = 3
/** How often a running check is looked at (ms). */
const LOOK = 150

/**
 * Runs a few jobs at a time, in the order in which they came. A job that only waits (for a program
 * that hangs, say) lends its place to the next: so six hanging programs cost one wait, not six.
 */
export class Schedule {
  #free = SLOTS
  readonly #queue: (() => void)[] = []

  /** @param isAtRest whether the job computes nothing any more; asked now and then while it runs */
  async run<T>(job: () => Promise<T>, isAtRest: () => boolean): Promise<T> {
    await this.#enter()
    let holds = true
    const leave = () => {
      if (holds) this.#leave()
      holds = false
    }
    const watch = async () => {
      while (holds && !isAtRest()) await alarm(LOOK)
      leave()
    }
    watch()
    try {
      return await job()
    } finally {
      leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#queue.push(resolve))
  }

  #leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#free++
  }
}
