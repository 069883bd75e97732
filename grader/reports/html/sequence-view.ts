import { raw } from 'hono/html'
import { show } from '../../harness/bytes.ts'
import type { EvidenceEvent } from '../../scoring/report.ts'
import { hexDump } from './hex-dump.ts'
import { type Html, html } from './markup.ts'
import type { Message, Moment, Row, Sequence, Side } from './sequence.ts'

/** A sequence diagram: an SVG for each row of a list, so that a row can open and show its bytes. */
export function sequenceView({ left, right, rows }: Sequence, label: string): Html {
  const alive: Alive = { left: false, right: right.startsWith('grader') }
  return html`<figure class="sequence">
<figcaption>What passed <span class="unit">ms since its start</span></figcaption>
<div class="heads" aria-hidden="true"><span>${left}</span><span>${right}</span></div>
<ol aria-label="What passed in ${label}">
${rowsView(rows.map((row) => ({ row, view: rowView(row, { left, right }, alive) })))}
</ol>
</figure>`
}

/** Rows that are shown of a long diagram's beginning and of its end. */
const SHOWN = { first: 8, last: 12 }

/** The middle of a long diagram is folded, unless something in it went wrong. */
function rowsView(rows: readonly { row: Row; view: Html }[]): Html {
  const views = rows.map(({ view }) => view)
  const { first, last } = SHOWN
  const middle = rows.slice(first, -last)
  if (middle.length < 4) return html`${views}`
  const isOpen = middle.some(({ row }) => row.row === 'message' && row.fate)
  return html`${views.slice(0, first)}
<li class="middle"><details${isOpen && html` open`}><summary>${middle.length} more</summary><ol>
${views.slice(first, -last)}
</ol></details></li>
${views.slice(-last)}`
}

/** Which life lines are drawn solid at the moment: a program that has not started has none. */
type Alive = Record<Side, boolean>

type Names = Record<Side, string>

function rowView(row: Row, names: Names, alive: Alive): Html {
  if (row.row === 'pause') {
    return html`<li class="pause">${lifeLines(alive)}<span class="told">${row.told}</span></li>\n`
  }
  if (row.row === 'moment') return momentView(row, names, alive)
  return messageView(row, names, alive)
}

function momentView({ event, side }: Moment, names: Names, alive: Alive): Html {
  if (event.kind === 'start') alive[side] = true
  const lines = lifeLines(alive, dot(side, event.kind))
  if (event.kind === 'exit') alive[side] = false
  const { note = '', text = '' } = event
  const told = {
    start: html`starts with <code>${note}</code>`,
    exit: note,
    printed: printedLine(event),
    typed: html`is typed <code>${text}</code>`,
    'end-of-input': 'reaches the end of its input',
    listening: html`opens ${note}`,
    close: 'connection closed',
  }[event.kind as string]
  return html`<li class="moment ${side} kind-${event.kind}">${lines}${time(event)}<span class="told"><span class="unseen">${names[side]} </span>${told ?? note}</span></li>\n`
}

/** All lines are in the output beside the diagram: here it is when they came that counts. */
function printedLine({ note, base64 = '', size }: EvidenceEvent): Html {
  const lines = Buffer.from(base64, 'base64').toString('utf8').split('\n')
  const more = lines.filter((line) => line !== '').length - 1
  const stream = note === 'stderr' ? ' on standard error' : ''
  const rest = size === undefined ? `${more} more ${more === 1 ? 'line' : 'lines'}` : 'more'
  return html`prints${stream} <code>${show(Buffer.from(lines.find((line) => line !== '') ?? ''))}</code>${(more > 0 || size !== undefined) && ` and ${rest}`}`
}

function messageView(message: Message, names: Names, alive: Alive): Html {
  const { event, to, way, fate } = message
  const from = to === 'left' ? 'right' : 'left'
  const arrow = lifeLines(alive, arrowOf(message))
  const direction = html`<span class="unseen">${names[from]} to ${names[to]}: </span>`
  const label = html`${direction}${labelOf(event)}${fate && html`<em class="fate">${fate.told}</em>`}`
  const line = html`${arrow}${time(event)}<span class="told">${label}</span>`
  const classes = `message to-${to} ${way} kind-${event.kind} ${fate?.kind ?? ''}`
  if (!event.base64) return html`<li class="${classes}">${line}</li>\n`
  return html`<li class="${classes}"><details><summary>${line}</summary>${hexDump(event)}</details></li>\n`
}

function labelOf({ kind, text }: EvidenceEvent): Html | string {
  const names: Partial<Record<EvidenceEvent['kind'], string>> = {
    connect: 'connects',
    'half-close': 'ends its side',
    reset: 'resets the connection',
  }
  if (kind === 'datagram' && text === '""') return 'an empty datagram'
  return names[kind] ?? html`<code>${text ?? kind}</code>`
}

function time({ at }: EvidenceEvent): Html {
  return html`<span class="time">${at.toFixed(0)}</span>`
}

/** Where the life lines stand, in hundredths of the width. */
const AT: Readonly<Record<Side, number>> = { left: 5, right: 95 }
/** How far below a row's top its arrow is (px). */
const DOWN = 27

function lifeLines(alive: Alive, drawn: Html | string = ''): Html {
  const id = (side: Side) => `#${side}${alive[side] ? '' : '-gone'}`
  return html`<svg aria-hidden="true"><use href="${id('left')}"/><use href="${id('right')}"/>${drawn}</svg>`
}

/** What every diagram of a page refers to: life lines and arrow heads. */
export const SHAPES: Html = html`<svg class="shapes" width="0" height="0" aria-hidden="true"><defs>
${(['left', 'right'] as const).map((side) => {
  const line = html`x1="${AT[side]}%" x2="${AT[side]}%" y1="0" y2="100%"`
  return html`<line id="${side}" class="life" ${line}/><line id="${side}-gone" class="life gone" ${line}/>`
})}
${['arrow', 'arrow-warn'].map(
  (id) =>
    html`<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z"/></marker>`,
)}
</defs></svg>`

function dot(side: Side, kind: EvidenceEvent['kind']): Html {
  if (kind === 'exit') {
    return html`<svg x="${AT[side]}%" y="12" overflow="visible">${raw('<path class="end" d="m-5-5 10 10m0-10-10 10"/>')}</svg>`
  }
  return html`<circle class="dot" cx="${AT[side]}%" cy="12" r="${kind === 'start' ? 5 : 3}"/>`
}

function arrowOf({ event, to, way, fate }: Message): Html {
  const start = way === 'second-half' ? 50 : AT[to === 'left' ? 'right' : 'left']
  const isLost = fate?.kind === 'lost'
  const end = way === 'first-half' || isLost ? 50 + (AT[to] - 50) / 3 : AT[to]
  const line = html`class="arrow" x1="${start}%" x2="${end}%" y1="${DOWN}" y2="${DOWN}"`
  if (isLost || event.kind === 'reset') return html`<line ${line}/>${cross(end)}`
  return html`<line ${line} marker-end="url(#${fate ? 'arrow-warn' : 'arrow'})"/>`
}

function cross(at: number): Html {
  const shape = raw('<path class="cross" d="m-6-6 12 12m0-12-12 12"/>')
  return html`<svg x="${at}%" y="${DOWN}" overflow="visible">${shape}</svg>`
}
