import { type Html, html } from '../../reports/html/markup.ts'
import type { ClassFile } from '../results/class-file.ts'

/** How many students have so many tenths of the points, as columns. */
export function distributionView({ tally }: ClassFile): Html {
  const { distribution, mean, median } = tally
  const most = Math.max(1, ...distribution)
  return html`<section class="distribution" aria-labelledby="distribution">
<h2 id="distribution">Distribution</h2>
<p class="middle">Mean <b>${mean}</b>, median <b>${median}</b></p>
<ol>
${distribution.map((count, tenth) => column(count, tenth, count / most))}
</ol>
<p class="axis" aria-hidden="true">% of the points</p>
</section>`
}

/** The tallest column leaves room for its number (hundredths of the height). */
const TALLEST = 84

function column(count: number, tenth: number, share: number): Html {
  const from = tenth * 10
  const to = tenth === 9 ? 100 : from + 9
  const top = (100 - share * TALLEST).toFixed(1)
  const height = (share * TALLEST).toFixed(1)
  const drawn = html`<rect width="100%" y="${top}%" height="${height}%"/><text x="50%" y="${top}%" dy="-6">${count || ''}</text>`
  const students = `${count} ${count === 1 ? 'student' : 'students'} with `
  return html`<li><svg aria-hidden="true">${drawn}</svg><span class="range"><span class="unseen">${students}</span>${from}<span class="to">–${to}</span><span class="unseen"> % of the points</span></span></li>\n`
}
