import { joinsExactly, joinsTo } from './pieces.ts'

/** Whether the values after a keyword, line by line, join to a text: to the letter. */
export function valuesJoin(
  texts: readonly string[],
  keyword: string,
  whole: string,
  most: number,
): boolean {
  const values = texts.filter((text) => text.startsWith(keyword))
  return joinsExactly(
    values.map((text) => text.slice(keyword.length)),
    whole,
    most,
  )
}

/** Whether the lines with a keyword hold a text, whole or in pieces of at most `most` bytes of ASCII. */
export function linesHold(
  texts: readonly string[],
  stem: RegExp,
  whole: string,
  most: number,
): boolean {
  const lines = texts.flatMap((text) => {
    const match = stem.exec(text)
    return match
      ? [{ before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) }]
      : []
  })
  // The value mostly follows its keyword; it may also stand before it.
  const after = lines.map((line) => line.after)
  const around = lines.map((line) => `${line.before}\n${line.after}`)
  return joinsTo(after, whole, most) || joinsTo(around, whole, most)
}
