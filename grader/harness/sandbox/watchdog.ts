import type { LimitName, Limits } from './limits.ts'
import { type Usage, usageOf, type Whereabouts } from './usage.ts'

/** How often programs are looked at (ms). */
const INTERVAL = 100

/** Looks at running programs, and tells when one strikes a limit that nothing else keeps it to. */
export class Watchdog {
  readonly #watched = new Map<number, { where: Whereabouts; limits: Limits }>()
  readonly #bite: (id: number, limit: LimitName) => void
  #timer: NodeJS.Timeout | undefined

  /** @param bite hears of each program that strikes a limit, and has to end it */
  constructor(bite: (id: number, limit: LimitName) => void) {
    this.#bite = bite
  }

  watch(id: number, where: Whereabouts, limits: Limits): void {
    this.#watched.set(id, { where, limits })
    this.#timer ??= setInterval(() => this.#look(), INTERVAL).unref()
  }

  leave(id: number): void {
    this.#watched.delete(id)
    if (this.#watched.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #look(): void {
    for (const [id, { where, limits }] of [...this.#watched]) {
      const usage = usageOf(where, limits.memory)
      const struck = usage && struckBy(usage, limits)
      if (!struck) continue
      this.leave(id)
      this.#bite(id, struck)
    }
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
