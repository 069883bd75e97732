import type { Report } from '../scoring/report.ts'
import { harmless } from './plain.ts'

/** So many are shown; the JSON has more of them. */
const SHOWN = 5

/** What TypeScript's checker says, as lines: each place with its message; nothing where all is well. */
export function typeNotes({ typeErrors }: Report): string[] {
  if (typeErrors.length === 0) return []
  const more = typeErrors.length - SHOWN
  return [
    'TypeScript finds errors of type, which cost no points:',
    ...typeErrors
      .slice(0, SHOWN)
      .map(
        ({ file, line, column, message }) =>
          `  ${harmless(`${file}:${line}:${column}  ${message}`)}`,
      ),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}
