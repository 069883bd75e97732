import type { CheckReport } from '../../scoring/report.ts'
import { statusIcon } from './icons.ts'
import { type Html, html } from './markup.ts'
import { printedView } from './printed-view.ts'
import { inline, prose } from './prose.ts'
import { sequence } from './sequence.ts'
import { sequenceView } from './sequence-view.ts'

/** One check: a line, and behind it all that is known of it. What failed is open. */
export function checkView(check: CheckReport): Html {
  const { id, title, status, level, points, max } = check
  const isOpen = status === 'failed' || status === 'error'
  const bonus = level === 'stretch' ? html`<span class="level">stretch</span>` : ''
  return html`<details class="check ${status}"${isOpen ? html` open` : ''}>
<summary>${statusIcon(status)}<span class="title">${inline(title)}</span>${bonus}<code class="id">${id}</code><span class="points"><b>${points}</b><span class="of"> of </span>${max}</span></summary>
<div class="about" id="${id}">
${told(check)}
${traffic(check)}
${check.repeat && repeat(check.repeat)}
</div>
</details>\n`
}

function told({ status, title, message, expected, seen, hint }: CheckReport): Html {
  if (status === 'passed') {
    return facts(html`<p>${inline(title)}</p>`, html`<p>just that</p>`)
  }
  if (status === 'failed') {
    return html`${expected === undefined || seen === undefined ? prose(message) : facts(prose(expected), prose(seen))}
<p class="hint"><b>Where to look:</b> ${inline(hint)}</p>`
  }
  return html`<div class="why">${withLinks(message)}</div>`
}

function facts(expected: Html, seen: Html): Html {
  const shape = `${seen}`.includes('<pre') ? 'stacked' : ''
  return html`<dl class="facts ${shape}"><div><dt>Expected</dt><dd>${expected}</dd></div><div><dt>Seen</dt><dd>${seen}</dd></div></dl>`
}

/** A check's id in a sentence leads to that check. */
function withLinks(message: string): Html {
  const parts = message.split(/\b(t\d\.[a-z]+\.[a-z-]+)\b/)
  return html`<p>${parts.map((part, index) =>
    index % 2 === 1 ? html`<a href="#${part}"><code>${part}</code></a>` : inline(part),
  )}</p>`
}

function traffic({ id, evidence, printed }: CheckReport): Html | false {
  const drawing = sequence(evidence)
  if (!drawing && printed.length === 0) return false
  const outputs = printed.map((output, index) => printedView(output, whichOf(printed, index)))
  return html`<div class="traffic">
${drawing && sequenceView(drawing, id)}
${outputs.length > 0 && html`<div class="outputs">${outputs}</div>`}
</div>`
}

/** Which of several starts of one program it is: ", start 2". */
function whichOf(printed: CheckReport['printed'], index: number): string {
  const isSame = ({ program }: { program: string }) => program === printed[index]?.program
  if (printed.filter(isSame).length === 1) return ''
  return `, run ${printed.slice(0, index + 1).filter(isSame).length},`
}

function repeat(command: string): Html {
  return html`<div class="repeat"><p>Again, this check alone:</p><pre><code>${command}</code></pre></div>`
}
