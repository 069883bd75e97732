import { type Html, html } from './markup.ts'

/**
 * A message of the grader's: sentences with `code` in them, what a program printed, and tables that
 * stay as they are however narrow the page is.
 */
export function prose(text: string): Html {
  return html`${blocksOf(text).map(({ kind, lines }) => BLOCKS[kind](lines))}`
}

/** A sentence in which `code` is set as code. */
export function inline(text: string): Html {
  const parts = text.split(/`([^`]+)`/)
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

type Kind = 'sentence' | 'quote' | 'table'

const BLOCKS: Readonly<Record<Kind, (lines: readonly string[]) => Html>> = {
  sentence: (lines) => html`${lines.map((line) => html`<p>${inline(line)}</p>`)}`,
  quote: (lines) => html`<pre class="quote">${lines.map((line) => line.slice(4)).join('\n')}</pre>`,
  table: (lines) =>
    html`<pre class="table" tabindex="0">${lines.map((line) => line.slice(2)).join('\n')}</pre>`,
}

function blocksOf(text: string): { kind: Kind; lines: string[] }[] {
  const blocks: { kind: Kind; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const kind = kindOf(line)
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks
}

/** Lines that begin with two spaces are set apart from the sentences around them. */
function kindOf(line: string): Kind {
  if (line.startsWith('  | ')) return 'quote'
  return line.startsWith('  ') ? 'table' : 'sentence'
}
