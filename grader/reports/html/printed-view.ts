import type { LookedFor, Printed, PrintedLine } from '../../lab/outcome.ts'
import { type Html, html } from './markup.ts'
import { inline } from './prose.ts'

/** What one program printed, with marks on the lines that were judged. */
export function printedView({ program, lines, lookedFor }: Printed, which: string): Html {
  const name = `${program}${which}`
  return html`<figure class="output">
<figcaption>What the ${name} printed</figcaption>
${
  lines.length === 0
    ? html`<p class="nothing">nothing</p>`
    : html`<ol aria-label="What the ${name} printed">
${lines.map((line, index) => [gap(line, lines[index - 1]), lineView(line, lookedFor)])}
</ol>`
}
${lines.some(({ stream }) => stream === 'stderr') && html`<p class="legend">In italics: standard error</p>`}
${
  lookedFor.length > 0 &&
  html`<h4>What was looked for</h4>
<ul class="looked-for">
${lookedFor.map(lookView)}
</ul>`
}
</figure>`
}

function gap({ number }: PrintedLine, before: PrintedLine | undefined): Html | false {
  const left = number - (before?.number ?? 0) - 1
  return left > 0 && html`<li class="gap"><span class="text">… ${left} more …</span></li>`
}

function lineView({ number, stream, text }: PrintedLine, lookedFor: readonly LookedFor[]): Html {
  const looks = lookedFor.filter(({ lines }) => lines.includes(number))
  const says = looks.some(({ isFound }) => isFound)
  const mark = looks.length > 0 && (says ? 'says' : 'near')
  const told = { says: 'judged, and says it', near: 'judged, and does not say it' }
  return html`<li class="${mark || 'plain'} ${stream}"><span class="number">${number}</span>${
    mark &&
    html`<span class="mark" role="img" aria-label="${told[mark]}">${says ? '✓' : '✗'}</span>`
  }<span class="text">${text}${stream === 'stderr' && html`<span class="unseen"> (on standard error)</span>`}</span></li>\n`
}

function lookView({ what, isFound, lines }: LookedFor): Html {
  const numbers = lines.length === 0 ? '' : `line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}`
  const near =
    numbers === ''
      ? 'not found'
      : `not found; ${numbers} ${lines.length > 1 ? 'come' : 'comes'} near`
  return html`<li class="${isFound ? 'says' : 'near'}"><span class="mark" aria-hidden="true">${isFound ? '✓' : '✗'}</span> ${inline(what)} <span class="where">${isFound ? `found${numbers && ` in ${numbers}`}` : near}</span></li>\n`
}
