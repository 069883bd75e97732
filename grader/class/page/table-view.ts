import { type Html, html } from '../../reports/html/markup.ts'
import type { ClassFile } from '../results/class-file.ts'
import type { Row } from '../results/row.ts'
import { linkTo } from './student-link.ts'

/** Everybody, one line each: to sort, to filter, and to go on from to a student's page. */
export function tableView(file: ClassFile): Html {
  const tasks = [...new Set(file.rows.flatMap((row) => Object.keys(row.tasks ?? {})))].toSorted()
  const columns = [...COLUMNS, ...tasks.map((task) => task.toUpperCase())]
  return html`<section class="students" aria-labelledby="students">
<h2 id="students">Students</h2>
<form id="filters" hidden>
<label>Find <input id="find" type="search" autocomplete="off" placeholder="name, number, status"></label>
<label>Failed <select id="failed"><option value="">anything or nothing</option>${checksIn(file)}</select></label>
<p id="shown" role="status"></p>
</form>
<div class="scroll" tabindex="0" role="region" aria-labelledby="students">
<table id="table">
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Failed</th><th scope="col">Status</th></tr></thead>
<tbody>
${file.rows.map((row) => line(row, tasks))}</tbody>
</table>
</div>
</section>`
}

const COLUMNS = ['Student', 'Number', 'Score', 'Stretch']

function checksIn({ tally }: ClassFile): Html[] {
  return tally.checks
    .filter(({ failed }) => failed > 0)
    .map(({ id, failed }) => html`<option value="${id}">${id} (${failed})</option>`)
}

function line(row: Row, tasks: readonly string[]): Html {
  const { id, score, stretch, checks = {} } = row
  const failed = Object.keys(checks).filter((check) => checks[check] === 'failed')
  return html`<tr data-failed="${failed.join(' ')}"><th scope="row">${linkTo(row)}</th><td>${id}</td><td class="number">${score}</td><td class="number">${stretch}</td>${tasks.map((task) => html`<td class="number">${row.tasks?.[task]}</td>`)}<td class="failed-checks" data-value="${failed.length}">${failed.map((check) => html`<code>${check}</code> `)}</td><td>${statusOf(row)}</td></tr>\n`
}

function statusOf({ status, isLate, reason, attempt }: Row): string {
  const words = [
    status === 'graded' ? '' : STATUS[status],
    isLate ? 'late' : '',
    attempt > 1 ? `attempt ${attempt}` : '',
    reason,
  ]
  return words.filter((word) => word !== '').join(', ')
}

const STATUS = {
  unreadable: 'not gradable',
  error: 'the grader failed',
  missing: 'nothing handed in',
  waiting: 'not graded yet',
} as const
