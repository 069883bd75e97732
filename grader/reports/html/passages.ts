import type { EvidenceEvent } from '../../scoring/report.ts'
import { isMessage, isMoment, isPause } from './event-kinds.ts'
import type { Message, Row, Side } from './sequence.ts'

/**
 * Two programs that talk to each other through the grader: what one sends and the other gets is one
 * message, if the grader passed it on as it came.
 */
export function passages(events: readonly EvidenceEvent[]): Row[] {
  const arrivals = new Set<EvidenceEvent>()
  return events.flatMap((event, index): Row[] => {
    if (arrivals.has(event)) return []
    if (isPause(event)) return [{ row: 'pause', told: event.note ?? '' }]
    if (isMoment(event)) return [{ row: 'moment', event, side: sideOf(event.program) }]
    const later = events.slice(index + 1)
    const arrival = later.find((other) => isNext(other, event) && !arrivals.has(other))
    if (!arrival || arrival.base64 !== event.base64) return [halfWay(event, arrival)]
    arrivals.add(arrival)
    return [{ row: 'message', event, to: other(sideOf(event.program)), way: 'whole' }]
  })
}

/** Whether this is how a message that was sent may arrive at the other program. */
function isNext(event: EvidenceEvent, sent: EvidenceEvent): boolean {
  return (
    sent.direction === 'out' &&
    event.direction === 'in' &&
    event.kind === sent.kind &&
    event.program !== sent.program
  )
}

function halfWay(event: EvidenceEvent, arrival: EvidenceEvent | undefined): Message {
  const own = sideOf(event.program)
  if (event.direction === 'in') return { row: 'message', event, to: own, way: 'second-half' }
  const isLost = !arrival && isMessage(event)
  const fate = isLost ? ({ kind: 'lost', told: 'did not arrive' } as const) : undefined
  return { row: 'message', event, to: other(own), way: 'first-half', fate }
}

function sideOf(program: string): Side {
  return program === 'server' ? 'right' : 'left'
}

function other(side: Side): Side {
  return side === 'left' ? 'right' : 'left'
}
