import { spreadsheet } from '../csv.ts'
import type { Row } from './row.ts'

/** The gradebook: one line for each student, for a spreadsheet. @param tasks the tasks' ids */
export function gradebook(rows: readonly Row[], tasks: readonly string[]): string {
  const header = [
    'student',
    'id',
    'score',
    'max',
    'stretch',
    ...tasks,
    'status',
    'late',
    'attempt',
    'handed in',
    'seconds',
    'reason',
    'folder',
  ]
  return spreadsheet([header, ...rows.map((row) => lineOf(row, tasks))])
}

function lineOf(row: Row, tasks: readonly string[]): (string | number)[] {
  const { score = '', max = '', stretch = '', durationMs } = row
  return [
    row.who,
    row.id,
    score,
    max,
    stretch,
    ...tasks.map((task) => row.tasks?.[task] ?? ''),
    row.status,
    row.isLate ? 'late' : '',
    row.attempt || '',
    row.time,
    durationMs === undefined ? '' : Math.round(durationMs / 100) / 10,
    row.reason,
    row.key,
  ]
}
