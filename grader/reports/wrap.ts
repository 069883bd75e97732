/**
 * Breaks text into lines of at most `width` columns; lines set apart by two spaces stay whole, and so
 * does what is in quotes: where it was broken, nobody would know how many blanks there were.
 */
export function wrap(text: string, width: number, indent: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('  ') ? [indent + line] : wrapLine(line, width, indent)))
}

function wrapLine(line: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of wordsOf(line)) {
    const longer = current === '' ? word : `${current} ${word}`
    if (indent.length + longer.length > width && current !== '') {
      lines.push(indent + current)
      current = word
    } else current = longer
  }
  return [...lines, indent + current]
}

/** What may stand on a line of its own: up to a blank that is not inside quotes. */
function wordsOf(line: string): string[] {
  return line.match(/(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^ ])+/g) ?? ['']
}
