import { UnusableInput } from '../../harness/unusable-input.ts'
import { guarded, type Table, writeTable } from '../csv.ts'
import type { Row } from '../results/row.ts'
import { type Found, type Line, match } from './match.ts'
import { isSame, letters, type PlatformGradebook, scaled } from './platform.ts'

/**
 * Brightspace's exported grades. What is imported has a line for each student who gets a grade, and
 * nobody's name.
 */
export const brightspaceGrades: PlatformGradebook = {
  platform: 'brightspace',
  file: 'brightspace-grades.csv',
  recognises: ({ header }) => keyColumns(header).length > 0,
  fill(table, rows, title) {
    const column = itemColumn(table, title)
    const keys = keyColumns(table.header)
    const lines = table.rows.map((cells, at) => ({ at, who: nameOf(cells, table) }))
    const { grades, matching } = match(rows, lines, (row) => find(row, table, lines))
    const header = [...keys.map((at) => table.header[at] ?? ''), column.title, END]
    const filled = [...grades]
      .toSorted(([left], [right]) => left - right)
      .map(([at, row]) => {
        const names = keys.map((key) => guarded(table.rows[at]?.[key] ?? ''))
        return [...names, scaled(row, column.most), '#']
      })
    return { text: writeTable({ ...table, delimiter: ',', header, rows: filled }), matching }
  },
}

const END = 'End-of-Line Indicator'

/** What a student is known by: either column is enough. */
function keyColumns(header: readonly string[]): number[] {
  return ['OrgDefinedId', 'Username'].map((name) => header.indexOf(name)).filter((at) => at >= 0)
}

type ItemColumn = { title: string; most: number }

/** `Lab 2 Points Grade <Numeric MaxPoints:100 Weight:10>`; the import knows it by its first part. */
const ITEM = /^(.+) Points Grade(?: <(.*)>)?$/

function itemColumn({ name, header }: Table, title: string | undefined): ItemColumn {
  const items = header.flatMap((column) => {
    const [, item, facts = ''] = ITEM.exec(column) ?? []
    const most = Number(/MaxPoints:([\d.]+)/.exec(facts)?.[1]) || 100
    return item ? [{ item, title: `${item} Points Grade`, most }] : []
  })
  const wanted = items.filter(({ item }) => title === undefined || item === title)
  const [only] = wanted
  if (only && wanted.length === 1) return only
  const known = items.map(({ item }) => JSON.stringify(item)).join(', ') || 'none'
  throw new UnusableInput(
    title === undefined || only
      ? `${name} has ${items.length} grade items of the type Numeric with their points: export the one that takes the grades, or name it with --column, one of ${known}.`
      : `${name} has no grade item ${title} with its points: name one of ${known} with --column.`,
  )
}

function nameOf(cells: readonly string[], { header }: Table): string {
  const cell = (title: string) => cells[header.indexOf(title)] ?? ''
  const name = `${cell('First Name')} ${cell('Last Name')}`.trim()
  return name || keyColumns(header).map((at) => cells[at]?.replace(/^#/, ''))[0] || ''
}

/**
 * By an identifier, which some universities put before the name, if the name agrees: one student's
 * name may be another's identifier. Else by a name that is there once.
 */
function find(row: Row, table: Table, lines: readonly Line[]): Found {
  const words = [...new Set([row.id, ...row.who.split(/[\s,]+/)])].filter((word) => word !== '')
  const identified = lines.filter(({ at, who }) =>
    words.some((word) => {
      const others = words.filter((other) => other !== word)
      return (
        isKey(table, at, word) && others.every((other) => letters(who).includes(letters(other)))
      )
    }),
  )
  if (identified.length > 0) return { lines: identified }
  return { lines: lines.filter(({ at }) => isNamed(table, at, row.who)) }
}

function isKey({ rows, header }: Table, at: number, word: string): boolean {
  const keys = keyColumns(header).map((key) => (rows[at]?.[key] ?? '').replace(/^#/, ''))
  return keys.some((key) => key.toLowerCase() === word.toLowerCase())
}

/** `Jane Doe`, `Doe, Jane`. */
function isNamed({ rows, header }: Table, at: number, who: string): boolean {
  const parts = ['First Name', 'Last Name'].map((title) => rows[at]?.[header.indexOf(title)] ?? '')
  return [parts, parts.toReversed()].some((order) => isSame(order.join(''), who))
}
