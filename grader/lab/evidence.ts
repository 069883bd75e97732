import type { Line, Output } from '../harness/output.ts'
import { joined, type WireEvent } from '../harness/wire-log.ts'
import type { Outcome, Printed, PrintedLine } from './outcome.ts'

/** What evidence is taken from: a trial, or as much of one. */
export type Seen = {
  readonly log: { readonly events: readonly WireEvent[] }
  readonly programs: readonly Speaker[]
}

type Speaker = { readonly role: string; readonly output: Output }

/** How much is kept from the beginning and from the end of something long. */
type Ends = { first: number; last: number }

/** A failed check is to be explained; one that held only shows what a good exchange looks like. */
const KEPT = {
  failed: { events: { first: 40, last: 60 }, lines: { first: 30, last: 30 } },
  held: { events: { first: 12, last: 8 }, lines: { first: 12, last: 8 } },
}
/** Programs whose output is kept: some checks start thirty, one after the other. */
const PROGRAMS: Ends = { first: 3, last: 3 }
/** Lines that a check looked at are kept wherever they stand, up to so many for each look. */
const LOOKED_AT: Ends = { first: 10, last: 10 }
/** Characters that are kept of a line. */
const WIDTH = 300

/** Whether of this kept line only the beginning is there. */
export function isCut(text: string): boolean {
  return text.length > WIDTH
}

/** What is kept of a trial, for whoever reads the report. */
export function evidenceOf(
  { log, programs }: Seen,
  result: 'held' | 'failed',
): Pick<Outcome, 'evidence' | 'printed'> {
  const { events, lines } = KEPT[result]
  const telling = programs.filter(({ output }) => !output.isEmpty || output.looks.length > 0)
  return {
    evidence: withGap(joined(log.events), events),
    printed: ends(telling, PROGRAMS).map((program) => printedBy(program, lines)),
  }
}

function withGap(events: readonly WireEvent[], { first, last }: Ends): WireEvent[] {
  const beyond = events[first]
  const cut = events.length - first - last
  if (!beyond || cut <= 0) return [...events]
  const { at, program } = beyond
  const gap = { at, program, direction: 'local', kind: 'gap', note: `${cut} more` } as const
  return [...events.slice(0, first), gap, ...events.slice(-last)]
}

function printedBy({ role, output }: Speaker, kept: Ends): Printed {
  const numbers = new Map(output.lines.map((line, at) => [keyOf(line), at + 1]))
  const lookedFor = output.looks.map(({ what, isFound, lines }) => {
    const places = lines.map((line) => numbers.get(keyOf(line)) as number)
    return { what, isFound, lines: ends(places, LOOKED_AT) }
  })
  const wanted = new Set([
    ...ends([...numbers.values()], kept),
    ...lookedFor.flatMap(({ lines }) => lines),
  ])
  const lines = output.lines.map(printedLine).filter(({ number }) => wanted.has(number))
  return { program: role, lines, lookedFor }
}

function printedLine({ text, stream }: Line, at: number): PrintedLine {
  return { number: at + 1, stream, text: text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text }
}

function keyOf({ stream, index }: Line): string {
  return `${stream} ${index}`
}

function ends<T>(all: readonly T[], { first, last }: Ends): T[] {
  return all.length <= first + last ? [...all] : [...all.slice(0, first), ...all.slice(-last)]
}
