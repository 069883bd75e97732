import { alarm } from '../harness/deadline.ts'

/** Checks that compute at the same time: more are no faster on two cores, and stretch each other. */
export const SLOTS = 4
/** How often a running check is looked at (ms). */
const LOOK = 150

/**
 * Runs a few jobs at a time, the most urgent first. A job that only waits (for a program that
 * hangs, say) lends its place to the next: so six hanging programs cost one wait, not six.
 */
export class Schedule {
  #free = SLOTS
  readonly #queue: { start: () => void; urgency: number }[] = []

  /**
   * @param isAtRest whether the job computes nothing any more; asked now and then while it runs
   * @param urgency of two jobs that wait for a place, the one with the higher number goes first
   */
  async run<T>(job: () => Promise<T>, isAtRest: () => boolean, urgency = 0): Promise<T> {
    await this.#enter(urgency)
    let holds = true
    const leave = () => {
      if (holds) this.#leave()
      holds = false
    }
    const watch = async () => {
      while (holds && !isAtRest()) await alarm(LOOK)
      leave()
    }
    void watch()
    try {
      return await job()
    } finally {
      leave()
    }
  }

  async #enter(urgency: number): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((start) => this.#queue.push({ start, urgency }))
  }

  #leave(): void {
    const most = Math.max(...this.#queue.map((waiting) => waiting.urgency))
    const at = this.#queue.findIndex((waiting) => waiting.urgency === most)
    if (at < 0) this.#free++
    else this.#queue.splice(at, 1)[0]?.start()
  }
}
