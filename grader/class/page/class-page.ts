import { type Html, html, page } from '../../reports/html/markup.ts'
import { ownText } from '../../reports/html/own-text.ts'
import { kitName } from '../../scoring/kit.ts'
import type { ClassFile } from '../results/class-file.ts'
import { anonymous } from './anonymous.ts'
import { distributionView } from './distribution-view.ts'
import type { Failure } from './failures.ts'
import { lessons } from './lessons.ts'
import { type Audience, lessonsView } from './lessons-view.ts'
import { tableView } from './table-view.ts'

/** The class on a page: how it came out, what to explain again, and everybody's line. */
export function classPage(file: ClassFile, failures: readonly Failure[]): string {
  return page({
    title: `${file.class}: ${file.tally.graded} graded`,
    style: style(),
    script: text('class-page.js'),
    body: html`${body(file, failures, 'instructor')}
${tableView(file)}
</main>
${facts(file)}`,
  })
}

/** The same for a room to look at: nobody's name is in it. */
export function projectorPage(file: ClassFile, failures: readonly Failure[]): string {
  return page({
    title: `${file.tally.graded} submissions`,
    style: `${style()}${text('projector.css')}`,
    body: html`${body(file, failures.map(anonymous), 'projector')}
</main>`,
  })
}

function body(file: ClassFile, failures: readonly Failure[], audience: Audience): Html {
  const title = audience === 'instructor' ? html`<bdi>${file.class}</bdi>` : 'The class'
  return html`<header>
<p class="brand">Socket Lab</p>
<h1>${title}</h1>
<p class="counts">${countsOf(file)}</p>
${audience === 'instructor' && html`<p class="modes"><a href="projector.html">For the projector, without names</a></p>`}
</header>
<main>
${distributionView(file)}
${lessonsView(file, lessons(file, failures), audience)}`
}

function countsOf({ rows }: ClassFile): string {
  const of = (status: string) => rows.filter((row) => row.status === status).length
  const counts = Object.entries(NAMES).map(([status, name]) => [of(status), name] as const)
  return counts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(', ')
}

const NAMES = {
  graded: 'graded',
  unreadable: 'that could not be graded',
  error: 'in which the grader failed',
  missing: 'who handed in nothing',
  waiting: 'still to be graded',
}

function facts({ kit, settings }: ClassFile): Html {
  return html`<footer><p>Graded by Socket Lab ${kitName(kit)}${settings.strict && ', with the wording to the letter'}; seed <code>${settings.seed}</code>.</p></footer>`
}

function style(): string {
  return `${ownText('base.css')}${text('class-page.css')}`
}

function text(name: string): string {
  return ownText(name, import.meta.url)
}
