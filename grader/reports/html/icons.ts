import { raw } from 'hono/html'
import type { CheckReport } from '../../scoring/report.ts'
import { type Html, html } from './markup.ts'

/** A check's status as a small picture with its name, for those who see no picture. */
export function statusIcon(status: CheckReport['status']): Html {
  return html`<svg class="icon ${status}" viewBox="0 0 20 20" role="img" aria-label="${status}">${raw(SHAPES[status])}</svg>`
}

const SHAPES: Readonly<Record<CheckReport['status'], string>> = {
  passed:
    '<circle cx="10" cy="10" r="9"/><path d="m5.8 10.4 2.9 2.9 5.6-6.2" fill="none" class="cut"/>',
  failed:
    '<circle cx="10" cy="10" r="9"/><path d="m6.6 6.6 6.8 6.8m0-6.8-6.8 6.8" fill="none" class="cut"/>',
  blocked:
    '<circle cx="10" cy="10" r="8" fill="none" class="ring"/><path d="M6 10h8" fill="none" class="ring"/>',
  error: '<path d="M10 1 19.5 18H.5z"/><path d="M10 7v5m0 2.4v.6" fill="none" class="cut"/>',
}
