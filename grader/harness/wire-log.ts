/** Everything that passed in one trial, in order: messages, output, starts and ends. */
export class WireLog {
  readonly events: WireEvent[] = []
  /** Hears each event as it happens. */
  hear: ((event: WireEvent) => void) | undefined
  readonly #start = performance.now()

  /** How long ago the last thing happened (ms). */
  get silence(): number {
    return performance.now() - this.#start - (this.events.at(-1)?.at ?? 0)
  }

  add(event: Omit<WireEvent, 'at'>): void {
    const timed = { at: performance.now() - this.#start, ...event }
    this.events.push(timed)
    this.hear?.(timed)
  }
}

/** The same events, with what a program printed in parts on one stream, and nothing between, as one. */
export function joined(events: readonly WireEvent[]): WireEvent[] {
  const parts: WireEvent[][] = []
  for (const event of events) {
    const last = parts.at(-1)
    if (last?.[0] && isSamePrinting(last[0], event)) last.push(event)
    else parts.push([event])
  }
  return parts.map((group) => {
    const bytes = group.flatMap((event) => event.bytes ?? [])
    return group.length === 1
      ? (group[0] as WireEvent)
      : { ...(group[0] as WireEvent), bytes: Buffer.concat(bytes) }
  })
}

function isSamePrinting(one: WireEvent, other: WireEvent): boolean {
  const isPrinting = one.kind === 'printed' && other.kind === 'printed'
  return isPrinting && one.program === other.program && one.note === other.note
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
