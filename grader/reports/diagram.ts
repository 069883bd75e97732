import type { EvidenceEvent } from '../scoring/report.ts'

/** Rows that are shown from a long exchange's beginning and from its end. */
const SHOWN = { first: 8, last: 12 }
const ARROW = 44

/**
 * What passed between the program and the grader, as a sequence diagram: time downwards, the
 * program on the left, the grader on the right, one row an event. A long one is cut in the middle.
 */
export function diagram(events: readonly EvidenceEvent[]): string[] {
  const [start] = events
  const shown = events
    .filter((event) => event.kind !== 'listening')
    .map((event) => ({ ...event, at: event.at - (start?.at ?? 0) }))
  if (shown.length === 0) return []
  const { first, last } = SHOWN
  const cut = shown.slice(first, -last)
  const rows = cut.length > 1 ? [...shown.slice(0, first), gap(cut), ...shown.slice(-last)] : shown
  return [`${'ms'.padStart(7)}  program${' '.repeat(ARROW - 4)}grader`, ...rows.map(row)]
}

/** What stands for events that are not shown; some of them may stand for others already. */
function gap(cut: readonly EvidenceEvent[]): EvidenceEvent {
  const count = cut.reduce((sum, event) => sum + (leftOut(event) || 1), 0)
  return { at: 0, program: '', direction: 'local', kind: 'gap', note: `${count} more` }
}

function leftOut({ kind, note = '' }: EvidenceEvent): number {
  return kind === 'gap' ? Number.parseInt(note, 10) : 0
}

function row(event: EvidenceEvent): string {
  if (event.kind === 'gap') return `${' '.repeat(11)}… ${event.note} …`
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
