import { harmless } from './plain.ts'

/**
 * Text inside a line of Markdown: code spans stay, everything else that means something to
 * Markdown or HTML is shown as it is.
 */
export function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(CODE_SPAN)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join('')
}

/** Text inside a cell of a Markdown table. */
export function cell(text: string): string {
  return inline(text).replace(/(?<!\\)\|/g, '\\|')
}

/** A block of text as it is, in a fence that nothing in it can close. */
export function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}text\n${harmless(text)}\n${ticks}`
}

/** Single backticks around something: a run of two would need a run of two to end. */
const CODE_SPAN = /((?<!`)`[^`]+`(?!`))/

function escapeText(text: string): string {
  return harmless(text)
    .replace(/[\\`*_[\]~|$@]|:(?=[/\w])/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
