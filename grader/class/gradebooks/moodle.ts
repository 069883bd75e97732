import { UnusableInput } from '../../harness/unusable-input.ts'
import { guarded, type Table, writeTable } from '../csv.ts'
import type { Row } from '../results/row.ts'
import { type Found, type Line, match } from './match.ts'
import { isNumber, isSame, type PlatformGradebook, scaled } from './platform.ts'

/**
 * Moodle's grading worksheet. Its titles are in the language of whoever downloaded it, and an import
 * wants them so: columns are known by what is in them, and everything but the grades stays.
 */
export const moodleWorksheet: PlatformGradebook = {
  platform: 'moodle',
  file: 'moodle-worksheet.csv',
  recognises: (table) => table.rows.length > 0 && table.rows.every((row) => numberOf(row) !== ''),
  fill(table, rows, column) {
    const grade = gradeColumn(table, column)
    const lines = table.rows.map((row, at) => ({ at, who: row[1] || (row[0] ?? '') }))
    const { grades, matching } = match(rows, lines, (row) => find(row, table, lines))
    const filled = table.rows.map((cells, at) => {
      // The name is not read by the import; the rest is Moodle's, or the instructor's own words.
      const safe = cells.with(1, guarded(cells[1] ?? ''))
      const row = grades.get(at)
      return row ? safe.with(grade.at, written(scaled(row, grade.most), grade)) : safe
    })
    return { text: writeTable({ ...table, rows: filled }), matching }
  },
}

/** `Participant 12345`, in any language. */
function numberOf([identifier = '']: readonly string[]): string {
  return /^\D*(\d+)$/.exec(identifier)?.[1] ?? ''
}

type GradeColumn = { at: number; most: number; hasComma: boolean }

/** The grade stands before the maximum, which is the same number in each row. */
function gradeColumn(table: Table, title: string | undefined): GradeColumn {
  const found = table.header.map((_, at) => at).filter((at) => isMaximum(table, at))
  const [maximum] = found
  const at = title === undefined ? (maximum ?? 0) - 1 : table.header.indexOf(title)
  if (title !== undefined && at < 0) {
    throw new UnusableInput(`${table.name} has no column ${title}: it has ${titles(table)}.`)
  }
  if (maximum === undefined || (found.length > 1 && title === undefined)) {
    throw new UnusableInput(
      `${table.name}: it can't be told which column takes the grade; name it with --column, one of ${titles(table)}. The assignment's grade has to be of the type Point.`,
    )
  }
  const cell = table.rows[0]?.[found.includes(at + 1) ? at + 1 : maximum] ?? ''
  return { at, most: number(cell), hasComma: cell.includes(',') }
}

function isMaximum({ rows }: Table, at: number): boolean {
  const [first = ''] = rows.map((row) => row[at] ?? '')
  return (
    at > 2 &&
    number(first) > 0 &&
    rows.every((row) => row[at] === first) &&
    rows.every((row) => ['', '-'].includes(row[at - 1] ?? '') || number(row[at - 1] ?? '') >= 0)
  )
}

function number(cell: string): number {
  return /^\d+(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : Number.NaN
}

function written(points: string, { hasComma }: GradeColumn): string {
  return hasComma ? points.replace('.', ',') : points
}

function titles({ header }: Table): string {
  return header.map((title) => JSON.stringify(title)).join(', ')
}

/**
 * A student by their number, if the name agrees; by another identifier that the worksheet has; a
 * team, whose number is of another kind, by its name.
 */
function find(row: Row, { rows }: Table, lines: readonly Line[]): Found {
  const where = (is: (cells: readonly string[]) => boolean) =>
    lines.filter(({ at }) => is(rows[at] ?? []))
  const numbered = where((cells) => row.id !== '' && numberOf(cells) === row.id)
  const agreeing = numbered.filter(({ at }) => isNamed(rows[at] ?? [], row.who))
  if (agreeing.length > 0) return { lines: agreeing }
  const identified = where((cells) => row.id !== '' && cells.slice(2).includes(row.id))
  const sure = identified.filter(({ at }) => !isNumber(row.id) || isNamed(rows[at] ?? [], row.who))
  if (sure.length > 0) return { lines: sure }
  const members = where((cells) => cells.slice(2).some((cell) => isSame(cell, row.who)))
  if (members.length > 0) return { lines: members, isTeam: true }
  const [other] = [...numbered, ...identified]
  if (other) return { lines: [], doubt: `its number is that of ${other.who}` }
  const named = where(([, name = '']) => isSame(name, row.who))
  if (named.length > 0 && isNumber(row.id))
    return { lines: [], doubt: `${row.id} is nobody's number here` }
  return { lines: named }
}

/** The full name, or `Participant`, in any language, where names are hidden. */
function isNamed([identifier = '', name = '']: readonly string[], who: string): boolean {
  return isSame(name, who) || isSame(identifier.replace(/\d+$/, ''), who)
}
