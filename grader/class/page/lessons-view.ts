import { type Html, html } from '../../reports/html/markup.ts'
import { inline, prose } from '../../reports/html/prose.ts'
import type { ClassFile } from '../results/class-file.ts'
import type { Cause } from './causes.ts'
import type { Failure } from './failures.ts'
import type { Lesson } from './lessons.ts'
import { linkTo } from './student-link.ts'

/** How a page speaks of students: by name, or by number alone where others look on. */
export type Audience = 'instructor' | 'projector'

/** What to explain again: each check that somebody failed, why, and who. */
export function lessonsView(
  { tally }: ClassFile,
  lessons: readonly Lesson[],
  audience: Audience,
): Html {
  const untroubled = tally.checks.length - lessons.length
  return html`<section class="lessons" aria-labelledby="lessons">
<h2 id="lessons">What to explain again</h2>
${lessons.length === 0 && html`<p>Nobody failed a check.</p>`}
${lessons.map((lesson) => lessonView(lesson, tally.graded, audience))}
${lessons.length > 0 && untroubled > 0 && html`<p class="rest">Nobody failed the other ${untroubled} checks.</p>`}
</section>`
}

function lessonView({ check, causes }: Lesson, graded: number, audience: Audience): Html {
  const { id, title, failed, blocked, level } = check
  const [first] = causes
  return html`<details class="lesson">
<summary><span class="failed-by"><b>${failed}</b> failed, ${Math.round((failed / graded) * 100)} %</span>
<span class="title">${inline(title)}${level === 'stretch' && html` <span class="level">stretch</span>`}</span><code class="id">${id}</code>
${bar(failed, blocked, graded)}
<span class="commonest">${first && inline(first.told)}</span></summary>
<div class="about">
${blocked > 0 && html`<p class="blocked-by">${blocked} more could not be judged, because of something else.</p>`}
${causes.map((cause) => causeView(cause, audience))}
</div></details>\n`
}

/** How many failed, and how many could not be judged, of all that were graded. */
function bar(failed: number, blocked: number, graded: number): Html {
  const share = (count: number) => ((count / graded) * 100).toFixed(2)
  return html`<svg class="bar" aria-hidden="true"><rect class="all" width="100%" height="100%" rx="3"/><rect class="failed" width="${share(failed)}%" height="100%" rx="3"/><rect class="blocked" x="${share(failed)}%" width="${share(blocked)}%" height="100%" rx="3"/></svg>`
}

/** Of many that failed in one way so many are shown in full. */
const EXAMPLES = 2

function causeView({ told, failures }: Cause, audience: Audience): Html {
  const count = `${failures.length} ${failures.length === 1 ? 'student' : 'students'}`
  return html`<section class="cause"><h3><span class="count">${count}</span> ${inline(told)}</h3>
${failures.slice(0, EXAMPLES).map((failure) => example(failure, audience))}
${audience === 'instructor' && who(failures)}
</section>\n`
}

/** More names than this are shown when they are asked for. */
const NAMES = 12

function who(failures: readonly Failure[]): Html {
  const names = html`<p>${failures.map(({ row }, index) => [index > 0 && ', ', linkTo(row)])}</p>`
  if (failures.length <= NAMES) return html`<div class="who">${names}</div>`
  return html`<details class="who"><summary>All ${failures.length} students</summary>${names}</details>`
}

function example({ row, expected, seen }: Failure, audience: Audience): Html {
  const caption = audience === 'instructor' && html`<figcaption>${linkTo(row)}</figcaption>`
  return html`<figure class="example">${caption}${expected && html`<p><b>Expected</b> ${inline(expected)}</p>`}
<div class="seen"><b>Seen</b> ${prose(seen)}</div></figure>`
}
