import { kitName } from '../../scoring/kit.ts'
import type { Report, TaskReport } from '../../scoring/report.ts'
import { nextCheck } from '../next-step.ts'
import { typeNotes } from '../type-notes.ts'
import { checkView } from './check-view.ts'
import { type Html, html, page } from './markup.ts'
import { ownText } from './own-text.ts'
import { inline, prose } from './prose.ts'
import { scoreView } from './score-view.ts'
import { SHAPES } from './sequence-view.ts'

/** The report as one page that needs nothing but itself: no network, no script. */
export function htmlReport(report: Report): string {
  return page({ title: titleOf(report), style: reportStyle(), body: reportBody(report) })
}

/** What a window or a bookmark calls a report. */
export function titleOf({ score, max, submission }: Report): string {
  return `${score} of ${max} points: ${submission}`
}

/** The style of everything in `reportBody`. */
export function reportStyle(): string {
  return ['base', 'report-page', 'sequence-view', 'printed-view']
    .map((name) => ownText(`${name}.css`))
    .join('')
}

/** All of a report. */
export function reportBody(report: Report): Html {
  return html`<a class="skip" href="#score">Skip to the score</a>
<header>
<p class="brand">Socket Lab</p>
<h1>Report on <bdi>${report.submission}</bdi></h1>
</header>
<main>
${nextView(report)}
${scoreView(report)}
${report.tasks.map(taskView)}
${typesView(report)}
</main>
${factsView(report)}
${SHAPES}`
}

function nextView(report: Report): Html {
  const { faults } = report
  const checks = report.tasks.flatMap((task) => task.checks)
  const check = nextCheck(report)
  if (faults.length > 0 || checks.some(({ status }) => status === 'error')) {
    return html`<section class="next error"><h2>The grader itself failed</h2>
<p>Through no fault of this submission: grade it again.</p>
${faults.map((fault) => html`<p class="fault">${fault}</p>`)}</section>`
  }
  if (!check) {
    return html`<section class="next done"><h2>Nothing is left to do</h2><p>Every check holds.</p></section>`
  }
  const told = check.status === 'failed' ? check.hint : check.message
  return html`<section class="next"><h2>The next step</h2>
<p class="step">${inline(capitalised(told))}</p>
<p><a href="#${check.id}"><code>${check.id}</code></a> <span class="title">${inline(check.title)}</span></p></section>`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function taskView({ id, title, score, max, checks }: TaskReport): Html {
  const programs = [...new Set(checks.map(programOf))]
  return html`<section class="task" aria-labelledby="${id}">
<h2 id="${id}"><span class="task">${id.toUpperCase()}</span> ${title}${max > 0 && html`<span class="points"><b>${score}</b> of ${max}</span>`}</h2>
${programs.map(
  (program) => html`<h3>${NAMES[program] ?? program}</h3>
${checks.filter((check) => programOf(check) === program).map(checkView)}`,
)}
</section>\n`
}

function programOf({ id }: { id: string }): string {
  return id.split('.')[1] as string
}

const NAMES: Readonly<Record<string, string>> = {
  server: 'The server',
  client: 'The client',
  pair: 'Both together',
}

function typesView(report: Report): Html {
  const notes = typeNotes(report)
  return html`${
    notes.length > 0 &&
    html`<section aria-labelledby="types"><h2 id="types">Types</h2>
${prose(notes.join('\n'))}</section>\n`
  }`
}

function factsView(report: Report): Html {
  const { gradedAt, durationMs, seed, kit, strict, sandbox, notes } = report
  const [day, time] = gradedAt.split(/[T.]/)
  return html`<footer>${notes.map((note) => html`<p>Note: ${inline(note)}</p>`)}<p>Graded on <time datetime="${gradedAt}">${day} at ${time} UTC</time> in ${(durationMs / 1000).toFixed(1)} s
by Socket Lab ${kitName(kit)}${strict && ', with the wording to the letter'}; seed <code>${seed}</code>.
${sandbox && sandboxView(sandbox)}</p></footer>`
}

function sandboxView({ level, missing }: NonNullable<Report['sandbox']>): Html {
  const lacks = missing.map(({ layer, reason }) => `${layer} (${reason})`)
  return html`Sandbox: ${level}${lacks.length > 0 && `, without ${lacks.join(', ')}`}.`
}
