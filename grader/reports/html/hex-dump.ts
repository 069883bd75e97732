import { ascii, count, hex } from '../../harness/bytes.ts'
import type { EvidenceEvent } from '../../scoring/report.ts'
import { type Html, html } from './markup.ts'

/** Few enough for a line of a telephone's width. */
const A_LINE = 8
/** More bytes than this tell nobody anything. */
const SHOWN = 256

/** The bytes of an event, in hexadecimal and as ASCII. */
export function hexDump({ base64 = '', size }: EvidenceEvent): Html {
  const bytes = Buffer.from(base64, 'base64')
  const all = size ?? bytes.length
  const left = all - Math.min(bytes.length, SHOWN)
  const lines = Array.from({ length: Math.ceil(Math.min(bytes.length, SHOWN) / A_LINE) }, (_, at) =>
    line(bytes, at * A_LINE),
  )
  const rest = left > 0 ? [`… ${left} more`] : []
  return html`<div class="bytes"><p>${count(all, 'byte')}</p><pre>${[...lines, ...rest].join('\n')}</pre></div>`
}

function line(bytes: Buffer, from: number): string {
  const part = bytes.subarray(from, Math.min(from + A_LINE, SHOWN))
  const place = from.toString(16).padStart(4, '0')
  return `${place}  ${hex(part).padEnd(A_LINE * 3 - 1)}  ${ascii(part)}`
}
