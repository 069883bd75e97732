import type { Row } from '../results/row.ts'
import type { Failure } from './failures.ts'

/** Names of two letters are in too many words. */
const SHORTEST = 3

/** The same failure, with nothing in its texts that tells whose it is. */
export function anonymous({ row, check, expected, seen }: Failure): Failure {
  return { row, check, expected: withoutNames(expected, row), seen: withoutNames(seen, row) }
}

/** Without the student's name and its parts, number and files. */
function withoutNames(text: string, { who, id, key, files, earlier }: Row): string {
  const names = [who, id, key, ...files, ...earlier].flatMap((name) => [name, ...partsOf(name)])
  const telling = [...new Set(names)].filter((name) => name.length >= SHORTEST)
  const longestFirst = telling.toSorted((left, right) => right.length - left.length)
  return longestFirst.reduce((rest, name) => rest.replace(pattern(name), '…'), text)
}

function partsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u)
}

function pattern(name: string): RegExp {
  return new RegExp(RegExp.escape(name), 'giu')
}
