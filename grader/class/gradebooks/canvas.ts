import { UnusableInput } from '../../harness/unusable-input.ts'
import { guarded, type Table, writeTable } from '../csv.ts'
import type { Row } from '../results/row.ts'
import { type Found, type Line, match } from './match.ts'
import { isNumber, isSame, type PlatformGradebook, scaled } from './platform.ts'

/**
 * Canvas's exported gradebook. What is imported has only the columns that say who a student is, and
 * the assignment's: so no other grade can change. A title that Canvas does not know would make a new
 * assignment, so it is taken as it was exported.
 */
export const canvasGradebook: PlatformGradebook = {
  platform: 'canvas',
  file: 'canvas-grades.csv',
  recognises: ({ header }) => section(header) > 0 && idColumn(header) > 0,
  fill(table, rows, title) {
    const column = assignmentColumn(table, title)
    const lines = table.rows.flatMap((cells, at) => {
      return isStudent(cells, table.header) ? [{ at, who: nameOf(cells, table.header) }] : []
    })
    const most = Number(pointsPossible(table)?.[column]?.replace(',', '.')) || 100
    const { grades, matching } = match(rows, lines, (row) => find(row, table, lines))
    const filled = table.rows.map((cells, at) => {
      const row = grades.get(at)
      const names = cells.slice(0, section(table.header) + 1).map(guarded)
      return [...names, row ? scaled(row, most) : (cells[column] ?? '')]
    })
    const header = [...table.header.slice(0, section(table.header) + 1), table.header[column] ?? '']
    return { text: writeTable({ ...table, header, rows: filled }), matching }
  },
}

function section(header: readonly string[]): number {
  return header.indexOf('Section')
}

/** After `Student`, or after `LastName` and `FirstName`. */
function idColumn(header: readonly string[]): number {
  return header.slice(0, 3).indexOf('ID')
}

function nameOf(cells: readonly string[], header: readonly string[]): string {
  return cells.slice(0, idColumn(header)).join(', ')
}

/** Not the rows that say how many points there are, and which grades are hidden. */
function isStudent(cells: readonly string[], header: readonly string[]): boolean {
  return (cells[idColumn(header)] ?? '') !== ''
}

function pointsPossible({ rows }: Table): readonly string[] | undefined {
  return rows.slice(0, 3).find(([first = '']) => first.includes('Points Possible'))
}

/** Assignments end with their number; sums and what Canvas computes do not, or are read only. */
function assignmentColumn(table: Table, title: string | undefined): number {
  const { header } = table
  const able = header
    .map((name, at) => ({ name, at }))
    .filter(({ name, at }) => at > section(header) && / \(\d+\)$/.test(name))
    .filter(({ at }) => !/read.?only/i.test(pointsPossible(table)?.[at] ?? ''))
  const wanted = able.filter(
    ({ name }) => title === undefined || name === title || name.replace(/ \(\d+\)$/, '') === title,
  )
  if (wanted.length === 1) return wanted[0]?.at as number
  const known = able.map(({ name }) => JSON.stringify(name)).join(', ') || 'none'
  throw new UnusableInput(
    title === undefined || wanted.length > 1
      ? `${table.name} has ${able.length} assignments: name the one that takes the grades with --column, one of ${known}.`
      : `${table.name} has no assignment ${title}: name one of ${known} with --column.`,
  )
}

/** By Canvas's own number, which a download has; else by an identifier or a name that is there once. */
function find(row: Row, { rows, header }: Table, lines: readonly Line[]): Found {
  const where = (is: (cells: readonly string[]) => boolean) =>
    lines.filter(({ at }) => row.id !== '' && is(rows[at] ?? []))
  const id = idColumn(header)
  const numbered = where((cells) => cells[id] === row.id)
  if (numbered.length > 0) return { lines: numbered }
  const named = lines.filter(({ at }) => isNamed((rows[at] ?? []).slice(0, id), row.who))
  const identified = where((cells) => cells.slice(id + 1, section(header)).includes(row.id))
  const sure = identified.filter((line) => !isNumber(row.id) || named.includes(line))
  if (sure.length > 0) return { lines: sure }
  const [other] = identified
  if (other) return { lines: [], doubt: `its number is that of ${other.who}` }
  if (named.length > 0 && isNumber(row.id)) {
    return { lines: [], doubt: `${row.id} is nobody's number here` }
  }
  return { lines: named }
}

/** `Doe, Jane`, in one cell or two, as a download's `doejane` or as `Jane Doe`. */
function isNamed(cells: readonly string[], who: string): boolean {
  const parts = cells.flatMap((cell) => cell.split(','))
  return [parts, parts.toReversed()].some((order) => isSame(order.join(''), who))
}
