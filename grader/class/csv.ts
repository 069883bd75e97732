import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { UnusableInput } from '../harness/unusable-input.ts'

/** A table as it was read, with what is needed to write it in the same form. */
export type Table = {
  /** The file's name, for people. */
  name: string
  header: string[]
  rows: string[][]
  delimiter: string
  hasMark: boolean
}

/**
 * Reads a table in the form in which a platform or a spreadsheet wrote it: separated by commas,
 * semicolons or tabs, in UTF-8, UTF-16 or Windows' Latin.
 * @throws UnusableInput
 */
export function readTable(path: string): Table {
  const text = decode(readBytes(path))
  const hasMark = text.startsWith('\uFEFF')
  const delimiter = delimiterOf(text)
  const [header, ...rows] = records(text, delimiter, path)
  if (!header) throw new UnusableInput(`${path} is empty: a table with a header row is needed.`)
  return { name: basename(path), header, rows, delimiter, hasMark }
}

/** A table in the form in which it was read. Cells are guarded by whoever fills them. */
export function writeTable({ header, rows, delimiter, hasMark }: Table): string {
  return stringify([header, ...rows], { delimiter, bom: hasMark, record_delimiter: 'windows' })
}

/**
 * A table for spreadsheets: each cell in quotes, and none that a spreadsheet takes for a formula.
 * Numbers stay numbers.
 */
export function spreadsheet(rows: readonly (readonly (string | number)[])[]): string {
  const form = { bom: true, quoted: true, escape_formulas: true, record_delimiter: 'windows' }
  return stringify([...rows] as (string | number)[][], form)
}

/** A cell of somebody else's table that no spreadsheet takes for a formula. */
export function guarded(cell: string): string {
  if (/^-?\d+(?:[.,]\d+)?$|^-$/.test(cell)) return cell
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UnusableInput(`There is no file ${path}.`)
    throw new UnusableInput(`The file ${path} can't be read (${code}): check its name.`)
  }
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return `\uFEFF${new TextDecoder('utf-16le').decode(bytes)}`
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The separator that the first row has most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/)
  const counts = [',', ';', '\t'].map((it) => ({ it, count: first.split(it).length }))
  return counts.toSorted((left, right) => right.count - left.count)[0]?.it ?? ','
}

function records(text: string, delimiter: string, path: string): string[][] {
  const form = { delimiter, bom: true, skip_empty_lines: true, relax_column_count: true }
  try {
    return parse(text, form)
  } catch (error) {
    const [line] = (error as Error).message.split('\n')
    throw new UnusableInput(`${path} is no table in CSV: ${line}.`)
  }
}
