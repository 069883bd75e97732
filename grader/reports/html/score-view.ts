import { count } from '../../harness/bytes.ts'
import type { CheckReport, Report, TaskReport } from '../../scoring/report.ts'
import { type Html, html } from './markup.ts'

/** The score in a number, and by task. */
export function scoreView({ score, max, stretch, tasks }: Report): Html {
  return html`<section class="score" aria-labelledby="score">
<h2 id="score">Score</h2>
<div class="total">
<p class="number"><b>${score}</b> <span>of ${max} points</span></p>
${stretch.max > 0 && html`<p class="stretch"><b>${stretch.score}</b> of ${stretch.max} stretch points</p>`}
</div>
<ul class="by-task">
${tasks.map(taskScore)}
</ul>
</section>`
}

function taskScore({ id, title, score, max, checks }: TaskReport): Html {
  const failed = checks.filter(({ status }) => status === 'failed').length
  const points = max > 0 ? html`<b>${score}</b> of ${max}` : ''
  return html`<li><a href="#${id}"><span class="task">${id.toUpperCase()}</span> ${title}</a>
<span class="points">${points}</span>
${bar(checks)}
<span class="counts">${failed === 0 ? '' : `${count(failed, 'check')} failed`}</span></li>\n`
}

const GAP = 0.6

/** A piece for each check, as wide as its points are many, in teaching order. */
function bar(checks: readonly CheckReport[]): Html {
  const all = checks.reduce((sum, { max }) => sum + max, 0)
  let from = 0
  const pieces = checks.map(({ status, max, level }) => {
    const width = (max / all) * 100
    const x = from
    from += width
    return html`<rect class="${status} ${level}" x="${x.toFixed(2)}%" width="${Math.max(0.5, width - GAP).toFixed(2)}%" height="100%" rx="2"/>`
  })
  return html`<svg class="bar" aria-hidden="true">${pieces}</svg>`
}
