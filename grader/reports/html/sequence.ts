import type { EvidenceEvent } from '../../scoring/report.ts'
import { isMoment, isPause } from './event-kinds.ts'
import { fates } from './fates.ts'
import { passages } from './passages.ts'

/** A sequence diagram: two life lines, and what happens on and between them, downwards. */
export type Sequence = { left: string; right: string; rows: Row[] }

export type Side = 'left' | 'right'

export type Row = Message | Moment | Pause

/** Something that passes from one life line to the other. */
export type Message = {
  row: 'message'
  event: EvidenceEvent
  to: Side
  /** Which part of the way was seen: to the middle or from the middle, where the grader is. */
  way: 'whole' | 'first-half' | 'second-half'
  /** What went wrong with it, if anything did, and how in a few words. */
  fate?: Fate | undefined
}

export type Fate = { kind: 'lost' | 'cut' | 'late' | 'unanswered'; told: string }

/** Something that happens to one program. */
export type Moment = { row: 'moment'; event: EvidenceEvent; side: Side }

/** Time in which nothing passes, or events that are left out. */
export type Pause = { row: 'pause'; told: string }

/** What a check's evidence shows, as a sequence diagram; undefined when nothing passed. */
export function sequence(events: readonly EvidenceEvent[]): Sequence | undefined {
  const roles = new Set(events.map(({ program }) => program))
  const isPair = roles.has('server') && roles.has('client')
  const [only = ''] = roles
  if (!events.some(({ direction }) => direction !== 'local')) return undefined
  const timed = sinceFirst(events)
  const rows = isPair ? passages(timed) : alone(timed)
  const grader = only === 'server' ? 'grader, as a client' : 'grader, as the server'
  const [left, right] = isPair ? ['client', 'server'] : [only, grader]
  return { left, right, rows: withPauses(rows) }
}

/** A check may have waited for its turn before anything happened. */
function sinceFirst(events: readonly EvidenceEvent[]): EvidenceEvent[] {
  const [first] = events
  return events.map((event) => ({ ...event, at: event.at - (first?.at ?? 0) }))
}

/** One program and the grader. */
function alone(events: readonly EvidenceEvent[]): Row[] {
  const told = fates(events)
  return events.map((event): Row => {
    if (isPause(event)) return { row: 'pause', told: event.note ?? '' }
    if (isMoment(event)) return { row: 'moment', event, side: 'left' }
    const to = event.direction === 'in' ? 'left' : 'right'
    return { row: 'message', event, to, way: 'whole', fate: told.get(event) }
  })
}

/** A stretch of time that is worth showing (ms). */
const LONG = 400

function withPauses(rows: readonly Row[]): Row[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]
    if (row.row === 'pause' || !before || before.row === 'pause') return [row]
    const waited = row.event.at - before.event.at
    return waited < LONG ? [row] : [{ row: 'pause', told: `${seconds(waited)} later` }, row]
  })
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
