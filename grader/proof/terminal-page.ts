import { type Html, html, page } from '../reports/html/markup.ts'

/** A terminal with this text in it, in its colours, as a page. */
export function terminalPage(text: string): string {
  return page({ title: 'Terminal', style: STYLE, body: html`<pre>${coloured(text)}</pre>` })
}

/** The colours and styles that reports use, by their code; 0 and the others end them. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  36: 'cyan',
}

function coloured(text: string): Html[] {
  const [first = '', ...parts] = text.split('\u001b[')
  const classes = new Set<string>()
  return [
    html`${first}`,
    ...parts.map((part) => {
      const [code = '', rest = ''] = [
        part.slice(0, part.indexOf('m')),
        part.slice(part.indexOf('m') + 1),
      ]
      const style = STYLES[code]
      if (style) classes.add(style)
      else classes.clear()
      return html`<span class="${[...classes].join(' ')}">${rest}</span>`
    }),
  ]
}

const STYLE = `
body { margin: 0; background: #16181d; color: #d7dae0; }
pre { display: inline-block; min-width: 80ch; margin: 0; padding: 24px 28px;
  font: 14px/1.35 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.bold { font-weight: 700; color: #ffffff; }
.dim { color: #8b93a1; }
.red { color: #ff8b82; }
.green { color: #7fd6a0; }
.yellow { color: #e9c06c; }
.cyan { color: #7cc7dd; }
`
