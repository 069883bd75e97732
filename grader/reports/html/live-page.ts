import type { Report } from '../../scoring/report.ts'
import { type Html, html, page } from './markup.ts'
import { ownText } from './own-text.ts'
import { reportBody, reportStyle, titleOf } from './report-page.ts'

/** The page that follows a watch: the last report, if there is one yet, and a script that renews it. */
export function livePage(report: Report | undefined, version: number): string {
  return page({
    title: report ? titleOf(report) : 'Socket Lab',
    style: `${reportStyle()}${ownText('live-page.css')}`,
    script: ownText('live-page.js'),
    body: html`<p id="status" role="status"></p>
<div id="report" data-version="${version}">${report ? reportBody(report) : FIRST}</div>`,
  })
}

const FIRST: Html = html`<main><h1>The first grade is under way</h1></main>`
