/**
 * The stems of the sheet's keywords, in any case. A stem begins a word: `disconnect` is no
 * `connect`, `absent` no `sent`.
 */
export const STEMS = {
  start: /(?<![a-z])start[a-z]*/i,
  wait: /(?<![a-z])(?:a)?wait[a-z]*/i,
  data: /(?<![a-z])data[a-z]*/i,
  send: /(?<![a-z])sen[dt][a-z]*/i,
  connect: /(?<![a-z])connect[a-z]*/i,
  receive: /(?<![a-z])rec(?:ei|ie)v[a-z]*/i,
  close: /(?<![a-z])clos[a-z]*/i,
} as const

/** Whether a line is about a keyword: it is the first that the line has. */
export function isAbout(text: string, stem: RegExp): boolean {
  const at = text.search(stem)
  const others = Object.values(STEMS).map((other) => text.search(other))
  return at >= 0 && others.every((other) => other < 0 || at <= other)
}

/** Whether a line has any keyword: then it is a sentence of its own. */
export function hasKeyword(text: string): boolean {
  return Object.values(STEMS).some((stem) => stem.test(text))
}
