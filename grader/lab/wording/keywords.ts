/**
 * The stems of the sheet's keywords, in any case. A stem begins a word: `disconnect` is no
 * `connect`, `absent` no `sent`, but `bytesSent` is.
 */
export const STEMS = {
  start: stem('start'),
  wait: stem('a?wait'),
  data: stem('data'),
  send: stem('sen[dt]'),
  connect: stem('connect'),
  receive: stem('rec(?:ei|ie)v'),
  close: stem('clos'),
} as const

/** Whether a line is about a keyword: it is the first that the line has. */
export function isAbout(text: string, stem: RegExp): boolean {
  const at = text.search(stem)
  const others = Object.values(STEMS).map((other) => text.search(other))
  return at >= 0 && others.every((other) => other < 0 || at <= other)
}

function stem(pattern: string): RegExp {
  return new RegExp(`(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?i:${pattern}[a-z]*)`)
}

/** Whether a line has any keyword: then it is a sentence of its own. */
export function hasKeyword(text: string): boolean {
  return Object.values(STEMS).some((stem) => stem.test(text))
}
