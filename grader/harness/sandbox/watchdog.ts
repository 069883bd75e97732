import type { LimitName, Limits } from './limits.ts'
import { type Usage, usageOf, type Whereabouts } from './usage.ts'
import { usageByPs } from './usage-by-ps.ts'

/** How often programs are looked at (ms); where that means to start `ps`, not so often. */
const INTERVAL = process.platform === 'linux' ? 100 : 500

/** Looks at running programs, and tells when one strikes a limit that nothing else keeps it to. */
export class Watchdog {
  readonly #watched = new Map<number, { where: Whereabouts; limits: Limits }>()
  readonly #bite: (id: number, limit: LimitName) => void
  #timer: NodeJS.Timeout | undefined
  #isLooking = false

  /** @param bite hears of each program that strikes a limit, and has to end it */
  constructor(bite: (id: number, limit: LimitName) => void) {
    this.#bite = bite
  }

  watch(id: number, where: Whereabouts, limits: Limits): void {
    // Nothing tells on Windows.
    if (process.platform === 'win32') return
    this.#watched.set(id, { where, limits })
    this.#timer ??= setInterval(() => this.#look(), INTERVAL).unref()
  }

  leave(id: number): void {
    this.#watched.delete(id)
    if (this.#watched.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    const seen = [...this.#watched]
    const listed =
      process.platform === 'linux' ? undefined : await usageByPs(seen.map(([, it]) => it.where.pid))
    for (const [id, { where, limits }] of seen) {
      const usage = listed ? listed.get(where.pid) : usageOf(where, limits.memory)
      const struck = usage && struckBy(usage, limits)
      if (struck && this.#watched.has(id)) this.#strike(id, struck)
    }
    this.#isLooking = false
  }

  #strike(id: number, limit: LimitName): void {
    this.leave(id)
    this.#bite(id, limit)
  }
}

/** The limit that a program has struck, if any. */
export function struckBy(usage: Usage, limits: Limits): LimitName | undefined {
  if (usage.processes >= limits.processes) return 'processes'
  if (usage.memory > limits.memory) return 'memory'
  if (usage.cpu > limits.cpu) return 'cpu'
  if (usage.files >= limits.files - SPARE) return 'files'
  return usage.isDiskFull ? 'disk' : undefined
}

/** A runtime keeps a few descriptors in reserve, and never opens the last ones. */
const SPARE = 2
