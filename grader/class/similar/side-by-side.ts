import { count } from '../../harness/bytes.ts'
import type { Cluster } from './clusters.ts'
import type { Alike, Lines, Passage, Work } from './compare.ts'

/** More of a pair than anybody compares by eye at once. */
const MOST_PASSAGES = 6
const MOST_LINES = 40

/** Clusters as text: for each pair the passages that are alike, beside each other. @param width in columns */
export function sideBySide(
  found: readonly Cluster[],
  works: readonly Work[],
  width: number,
): string {
  return found
    .map(({ members, pairs }, number) => {
      const head = `Cluster ${number + 1}: ${members.map(visible).join(', ')}`
      return [head, ...pairs.flatMap((pair) => ['', ...pairLines(pair, works, width)])].join('\n')
    })
    .join('\n\n')
}

function pairLines(pair: Alike, works: readonly Work[], width: number): string[] {
  const share = `${Math.round(pair.similarity * 100)} % alike`
  const shown = pair.passages.slice(0, MOST_PASSAGES)
  const rest = pair.passages.length - shown.length
  return [
    `  ${visible(pair.left)} and ${visible(pair.right)}: ${share}`,
    ...shown.flatMap((passage) => ['', ...passageLines(passage, pair, works, width)]),
    ...(rest > 0 ? ['', `    … and ${count(rest, 'shorter passage')}`] : []),
  ]
}

function passageLines(
  { left, right }: Passage,
  pair: Alike,
  works: readonly Work[],
  width: number,
): string[] {
  const half = Math.floor((width - 7) / 2)
  const columns = [
    textOf(left, pair.left, works, half),
    textOf(right, pair.right, works, half),
  ] as const
  const height = Math.max(columns[0].length, columns[1].length)
  return Array.from({ length: height }, (_, row) => {
    return `    ${(columns[0][row] ?? '').padEnd(half)} │ ${columns[1][row] ?? ''}`.trimEnd()
  })
}

function textOf({ path, from, to }: Lines, who: string, works: readonly Work[], width: number) {
  const work = works.find((it) => it.who === who)
  const text = work?.sources.find((source) => source.path === path)?.text ?? ''
  const lines = text.split('\n').slice(from - 1, to)
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line, at) => `${String(from + at).padStart(4)}  ${visible(line.replaceAll('\t', '  '))}`)
  const rest = lines.length > MOST_LINES ? [`      … ${lines.length - MOST_LINES} more lines`] : []
  return [`${visible(path)}, lines ${from} to ${to}`, ...shown, ...rest].map((line) =>
    cut(line, width),
  )
}

/** Nothing in a student's text may move the cursor. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}
