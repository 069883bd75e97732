/** Everything that passed in one trial, in order: messages, output, starts and ends. */
export class WireLog {
  readonly events: WireEvent[] = []
  /** Hears each event as it happens. */
  hear: ((event: WireEvent) => void) | undefined
  readonly #start = performance.now()

  add(event: Omit<WireEvent, 'at'>): void {
    const timed = { at: performance.now() - this.#start, ...event }
    this.events.push(timed)
    this.hear?.(timed)
  }
}

/** One thing that happened, told from the program's side. */
export type WireEvent = {
  /** Milliseconds since the trial began. */
  at: number
  /** Which program it concerns: `server`, `client`, or both where they talk to each other. */
  program: string
  /** `in`: towards the program; `out`: from it; `local`: about it. */
  direction: 'in' | 'out' | 'local'
  kind:
    | 'start'
    | 'exit'
    | 'listening'
    | 'connect'
    | 'bytes'
    | 'datagram'
    | 'half-close'
    | 'close'
    | 'reset'
    | 'typed'
    | 'end-of-input'
    | 'printed'
    | 'note'
    | 'gap'
  /** The grader's own port, where there is one. */
  port?: number
  bytes?: Buffer
  note?: string
}
