import type { EvidenceEvent } from '../scoring/report.ts'

/** Rows that are shown from a long exchange's beginning and from its end. */
const SHOWN = { first: 8, last: 12 }
const ARROW = 44

/**
 * What passed between the program and the grader, as a sequence diagram: time downwards, the
 * program on the left, the grader on the right, one row an event. A long one is cut in the middle.
 */
export function diagram(events: readonly EvidenceEvent[]): string[] {
  const rows = events.filter((event) => event.kind !== 'listening').map(row)
  if (rows.length === 0) return []
  const { first, last } = SHOWN
  const cut = rows.length - first - last
  const shown =
    cut > 1
      ? [...rows.slice(0, first), `${' '.repeat(11)}… ${cut} more …`, ...rows.slice(-last)]
      : rows
  return [`${'ms'.padStart(7)}  program${' '.repeat(ARROW - 4)}grader`, ...shown]
}

function row(event: EvidenceEvent): string {
  const time = `${event.at.toFixed(0).padStart(7)}  ${event.program.padEnd(6)} `
  if (event.direction === 'local') return `${time}│ ${local(event)}`
  const label = labelOf(event)
  const line = label.length > ARROW - 4 ? `${label.slice(0, ARROW - 5)}…` : label
  const dashes = '─'.repeat(Math.max(1, ARROW - 3 - line.length))
  return event.direction === 'out'
    ? `${time}│─ ${line} ${dashes}▶│`
    : `${time}│◀${dashes} ${line} ─│`
}

function local({ kind, note = '', text = '' }: EvidenceEvent): string {
  if (kind === 'start') return `starts (${note})`
  if (kind === 'exit') return `${note}`
  if (kind === 'close') return 'connection closed'
  const shown = text.length > 52 ? `${text.slice(0, 51)}…` : text
  return kind === 'printed' ? `prints ${shown}${note === 'stderr' ? ' (error)' : ''}` : note
}

function labelOf({ kind, text = '' }: EvidenceEvent): string {
  const names: Partial<Record<EvidenceEvent['kind'], string>> = {
    connect: 'connects',
    'half-close': 'ends its side',
    reset: 'resets',
    'end-of-input': 'end of input',
  }
  if (kind === 'typed') return `types ${text}`
  return names[kind] ?? text
}
