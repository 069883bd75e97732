import { createHash } from 'node:crypto'
import { raw, html as template } from 'hono/html'
import { harmless } from '../plain.ts'

/** Text that is HTML already. */
export type Html = ReturnType<typeof raw>

/**
 * HTML from a template. Every value in it is escaped by the template library, unless it came from
 * `html` itself; attributes need their quotes. Lists are joined, `undefined` and `false` are nothing.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  // Only a promise among the values would make the result one.
  return template(strings, ...values.map(visible)) as Html
}

/**
 * Characters that turn the text after them round, and code points that no page may have: shown as
 * what they are, they do nothing.
 */
const ODD = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/gu

function visible(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(visible)
  if (typeof value !== 'string') return value
  return harmless(value).replace(
    ODD,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** What a page consists of besides its body. The style and the script are the project's own text. */
export type Page = {
  title: string
  style: string
  script?: string
  body: Html
}

/**
 * A whole page in one file. Its policy lets in nothing but this very style and script: no other
 * script, no picture, no font, no request, no form.
 */
export function page({ title, style, script, body }: Page): string {
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${body}
${script && html`<script type="module">${raw(script)}</script>`}
</body>
</html>`}\n`
}

/** The content security policy of a page with this style and this script, if any. */
function policy(style: string, script?: string): string {
  const rules = [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    // The empty icon: without one a browser asks the server for it.
    'img-src data:',
    ...(script ? [`script-src '${digest(script)}'`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return rules.join('; ')
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
