import { join } from 'node:path'
import type { CheckReport, Report } from '../../scoring/report.ts'
import { readData } from '../results/files.ts'
import type { Records } from '../results/records.ts'
import type { Row } from '../results/row.ts'

/** One check that one student failed, and what was seen. */
export type Failure = { row: Row; check: string; expected: string; seen: string }

/** Enough to see what happened; the student's own page has all of it (characters). */
const KEPT = 700

/** What failed in a class. One report at a time is read: a class may be large. */
export function failuresOf(rows: readonly Row[], records: Records): Failure[] {
  return rows.filter(({ status }) => status === 'graded').flatMap((row) => failuresIn(row, records))
}

function failuresIn(row: Row, records: Records): Failure[] {
  const path = join(records.folderOf(row.key), 'report.json')
  const report = readData(path) as Partial<Report> | undefined
  const checks = report?.tasks?.flatMap((task) => task.checks) ?? []
  return checks
    .filter(({ status }) => status === 'failed')
    .map((check) => ({ row, check: check.id, ...sentences(check) }))
}

function sentences({ message, expected, seen }: CheckReport): Pick<Failure, 'expected' | 'seen'> {
  const [wanted, came] = [expected ?? '', seen ?? message]
  return { expected: wanted.slice(0, KEPT), seen: came.slice(0, KEPT) }
}
