import type { TypeProblem } from '../harness/type-check.ts'
import type { Report } from '../scoring/report.ts'
import { harmless } from './plain.ts'

/** So many are shown; the JSON has more of them. */
const SHOWN = 5

/** What TypeScript's checker says, as lines: each place with its message; nothing where all is well. */
export function typeNotes({ typeErrors }: Report): string[] {
  if (typeErrors.length === 0) return []
  const shown = typeErrors.slice(0, SHOWN)
  const more = typeErrors.length - shown.length
  return [
    'TypeScript finds errors of type, which cost no points:',
    ...shown.map((problem) => `  ${lineOf(problem)}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}

function lineOf({ file, line, column, message }: TypeProblem): string {
  return harmless(`${file}:${line}:${column}  ${message}`).replaceAll('\n', ' ')
}
