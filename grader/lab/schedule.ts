import { alarm } from '../harness/deadline.ts'

/** Checks that compute at the same time: more are no faster on two cores, and stretch each other. */
const SLOTS = 3
/** A check that has run for so long mostly waits: its place is lent to another (ms). */
const LEND_AFTER = 700

/** Runs a few jobs at a time, in the order in which they came. */
export class Schedule {
  #free = SLOTS
  readonly #queue: (() => void)[] = []

  async run<T>(job: () => Promise<T>): Promise<T> {
    await this.#enter()
    let holds = true
    const leave = () => {
      if (holds) this.#leave()
      holds = false
    }
    alarm(LEND_AFTER).then(leave)
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
