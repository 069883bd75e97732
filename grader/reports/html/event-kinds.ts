import type { EvidenceEvent } from '../../scoring/report.ts'

/** Whether bytes passed between a program and the other side. */
export function isMessage({ kind, direction }: EvidenceEvent): boolean {
  return (kind === 'bytes' || kind === 'datagram') && direction !== 'local'
}

/** Whether an event concerns one program alone: its output, its end, its keyboard. */
export function isMoment({ direction, kind }: EvidenceEvent): boolean {
  return direction === 'local' || kind === 'typed' || kind === 'end-of-input'
}

/** Whether an event only says that nothing happened, or that something is left out. */
export function isPause(event: EvidenceEvent): boolean {
  return event.kind === 'gap' || isSilence(event)
}

/** A wait for a program that ended with nothing. */
export function isSilence({ kind, note = '' }: EvidenceEvent): boolean {
  return kind === 'note' && note.startsWith('silence')
}

/** Servers are asked, clients ask. */
export function isRequest(event: EvidenceEvent): boolean {
  return isMessage(event) && event.direction === (event.program === 'server' ? 'in' : 'out')
}
