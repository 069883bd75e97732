import { UnusableInput } from '../../harness/unusable-input.ts'
import { readTable, type Table } from '../csv.ts'
import type { Named, Naming } from './naming.ts'
import { plain } from './plain.ts'

/** An instructor's own list of who handed in what, for names that no platform makes. */
export type NamesFile = {
  naming: Naming
  /** The files and folders that it names, in its order. */
  names: string[]
}

/** Columns, by the names under which they may come. */
const COLUMNS = {
  file: ['file', 'filename', 'folder', 'submission'],
  name: ['name', 'full_name', 'full name', 'student', 'who'],
  id: ['id', 'student_id', 'student id', 'username', 'login', 'email'],
  late: ['late'],
  time: ['time', 'submitted', 'created_at', 'timestamp'],
}

/** Reads `--names`: a table with the columns file and name, and if wanted id, late and time. @throws UnusableInput */
export function readNamesFile(path: string): NamesFile {
  const table = readTable(path)
  const column = columnsOf(table, path)
  const students = new Map<string, Named>()
  for (const row of table.rows) {
    const cell = (at: number) => row[at]?.trim() ?? ''
    const file = cell(column.file).normalize('NFC')
    if (file === '') continue
    if (students.has(file)) {
      throw new UnusableInput(`${path} names ${file} twice: leave the row that counts.`)
    }
    students.set(file, named(file, { ...column, cell }))
  }
  const parse = (name: string) => students.get(name) ?? plain.parse(name)
  return { naming: { platform: 'names', parse }, names: [...students.keys()] }
}

type Columns = Record<keyof typeof COLUMNS, number>

function columnsOf({ header }: Table, path: string): Columns {
  const names = header.map((name) => name.trim().toLowerCase())
  const find = (known: readonly string[]) => names.findIndex((name) => known.includes(name))
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, known]) => [column, find(known)]),
  ) as Columns
  if (columns.file >= 0 && columns.name >= 0) return columns
  throw new UnusableInput(
    `${path} needs a column "file", with the name of a folder or an archive, and a column "name"; it has ${header.join(', ')}.`,
  )
}

function named(file: string, row: Columns & { cell(at: number): string }): Named {
  const who = row.cell(row.name) || file
  const id = row.cell(row.id)
  const time = row.cell(row.time)
  const isLate = /^(?:1|y|yes|true|late|x)$/i.test(row.cell(row.late))
  return { student: id === '' ? who : `${who}_${id}`, who, id, isLate, ...(time && { time }) }
}
