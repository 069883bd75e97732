import { type Html, html } from '../../reports/html/markup.ts'
import type { Row } from '../results/row.ts'

/** A student's name, as the way to the student's own page where there is one. */
export function linkTo({ key, who, status }: Row): Html {
  const name = html`<bdi>${who || key}</bdi>`
  if (status === 'missing' || status === 'waiting') return name
  return html`<a href="submissions/${encodeURIComponent(key.toWellFormed())}/report.html">${name}</a>`
}
