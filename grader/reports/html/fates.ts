import type { EvidenceEvent } from '../../scoring/report.ts'
import { isMessage, isRequest, isSilence } from './event-kinds.ts'
import type { Fate } from './sequence.ts'

/**
 * What went wrong with single messages between one program and the grader: those that found nobody,
 * that nobody answered, that came too late, or of which a part is missing.
 */
export function fates(events: readonly EvidenceEvent[]): Map<EvidenceEvent, Fate> {
  const told = new Map<EvidenceEvent, Fate>()
  for (const [index, event] of events.entries()) {
    if (!isMessage(event)) continue
    const fate = fateOf(event, events.slice(0, index), events.slice(index + 1))
    if (fate) told.set(event, fate)
  }
  return told
}

type Events = readonly EvidenceEvent[]

function fateOf(event: EvidenceEvent, before: Events, after: Events): Fate | undefined {
  if (event.direction === 'in' && hasEnded(before)) {
    return { kind: 'lost', told: 'the program had ended' }
  }
  const cut = cutShort(event, before, after)
  if (cut) return { kind: 'cut', told: cut }
  if (event.direction === 'out' && isAfterSilence(before)) return { kind: 'late', told: 'too late' }
  const isUnanswered = isRequest(event) && staysUnanswered(after)
  return isUnanswered ? { kind: 'unanswered', told: 'no answer' } : undefined
}

function hasEnded(before: Events): boolean {
  return before.findLast(({ kind }) => kind === 'exit' || kind === 'start')?.kind === 'exit'
}

/** The last that passed was before a wait that ended with nothing. */
function isAfterSilence(before: Events): boolean {
  const last = before.findLast((event) => isMessage(event) || isSilence(event))
  return last !== undefined && isSilence(last)
}

/** The program ended, or the wait for an answer did, before anything else passed. */
function staysUnanswered(after: Events): boolean {
  const isEnd = (event: EvidenceEvent) =>
    event.kind === 'exit' || event.kind === 'reset' || isSilence(event)
  const next = after.find((event) => isMessage(event) || isEnd(event))
  return next !== undefined && !isMessage(next) && next.kind !== 'reset'
}

/**
 * Whether this ends a reply that is only the beginning: of what was asked, or of what the grader
 * would have sent, had it not closed the connection: "cut: 16 of 33 bytes".
 */
function cutShort(event: EvidenceEvent, before: Events, after: Events): string | undefined {
  const exchange = event.kind === 'bytes' ? connection(event, before, after) : pair(event, before)
  const asked = exchange.filter(isRequest)
  const got = exchange.filter((other) => !isRequest(other))
  if (got.at(-1) !== event || !isKnown(asked) || !isKnown(got)) return undefined
  const [wanted, reply] = [bytesOf(asked), bytesOf(got)]
  const isPart = reply.length > 0 && wanted.subarray(0, reply.length).equals(reply)
  const [size, whole] = [sizeOf(got), sizeOf(asked)]
  if (size >= whole || !(isPart || isClosedByGrader(after))) return undefined
  return `cut: ${size} of ${whole} bytes`
}

function isClosedByGrader(after: Events): boolean {
  const end = after.find(({ kind }) => kind === 'half-close' || kind === 'close')
  return end?.direction === 'in' && end.program === 'client'
}

/** All messages of the connection that this one is part of; none where some are left out. */
function connection(event: EvidenceEvent, before: Events, after: Events): Events {
  const isSame = (other: EvidenceEvent) => other.port === event.port || other.kind === 'gap'
  const earlier = before.slice(before.findLastIndex((other) => begins(other, event)) + 1)
  const end = after.findIndex((other) => begins(other, event))
  const all = [...earlier, event, ...after.slice(0, end < 0 ? after.length : end)].filter(isSame)
  return all.some(({ kind }) => kind === 'gap') ? [] : all.filter(isMessage)
}

function begins(other: EvidenceEvent, { port }: EvidenceEvent): boolean {
  return other.kind === 'connect' && other.port === port
}

/** A datagram and the one that it answers. */
function pair(event: EvidenceEvent, before: Events): Events {
  const asked = before.findLast((other) => other.port === event.port && isRequest(other))
  return asked ? [asked, event] : []
}

/** Bytes that are not kept can't be compared, but for what a single message begins with. */
function isKnown(events: Events): boolean {
  return events.length === 1 || events.every(({ size }) => size === undefined)
}

function bytesOf(events: Events): Buffer {
  return Buffer.concat(events.map(({ base64 = '' }) => Buffer.from(base64, 'base64')))
}

function sizeOf(events: Events): number {
  return events.reduce((sum, event) => sum + (event.size ?? bytesOf([event]).length), 0)
}
