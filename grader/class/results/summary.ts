import { count } from '../../harness/bytes.ts'
import type { ClassFile } from './class-file.ts'
import type { Row } from './row.ts'
import type { CheckTally, Tally } from './tally.ts'

/** More lines of one kind than anybody reads on a terminal; the files have them all. */
const MOST = 10

/** How a class came out, as text for a terminal of 80 columns. */
export function summary(file: ClassFile): string {
  const sections = [
    distribution(file),
    failures(file.tally),
    list(
      'The grader itself failed',
      file.rows.filter(({ status }) => status === 'error'),
    ),
    list(
      'Not graded',
      file.rows.filter(({ status }) => status === 'unreadable'),
    ),
    list(
      'No points',
      file.rows.filter(({ status, score }) => status === 'graded' && score === 0),
    ),
    list(
      'Nothing handed in',
      file.rows.filter(({ status }) => status === 'missing'),
    ),
    earlier(file.rows),
    matching(file),
    leftOut(file),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function distribution({ tally, rows, platform }: ClassFile): string[] {
  const { graded, mean, median, distribution: bars } = tally
  const waiting = rows.filter(({ status }) => status === 'waiting').length
  const head = `${graded} of ${count(rows.length, 'submission')} graded (${NAMES[platform] ?? platform})`
  const rest = waiting > 0 ? [`${waiting} still to be graded: run the same command again`] : []
  if (graded === 0) return [head, ...rest]
  const most = Math.max(...bars)
  const lines = bars.map((number, tenth) => {
    const range = `${String(tenth * 10).padStart(3)}–${tenth === 9 ? 100 : tenth * 10 + 9} %`
    return `  ${range.padEnd(9)} ${'█'.repeat(Math.ceil((number / most) * 40)).padEnd(41)}${number || ''}`
  })
  return [
    head,
    ...rest,
    '',
    ...lines.toReversed().map((line) => line.trimEnd()),
    '',
    `  mean ${mean}, median ${median}`,
  ]
}

const NAMES: Record<string, string> = {
  moodle: 'names as Moodle makes them',
  canvas: 'names as Canvas makes them',
  brightspace: 'names as Brightspace makes them',
  blackboard: 'names as Blackboard makes them',
  github: 'names as GitHub Classroom makes them',
  names: 'names from the list',
  plain: 'named by folder or archive',
}

/** What to explain again: what was reached and failed; what was blocked has its cause elsewhere. */
function failures({ checks, graded }: Tally): string[] {
  const failed = checks
    .filter((check) => check.failed > 0 && check.level === 'core')
    .toSorted((left, right) => right.failed - left.failed)
  if (failed.length === 0) return []
  const line = ({ id, title, failed: number }: CheckTally) => {
    const share = `${Math.round((number / graded) * 100)} %`
    return `  ${String(number).padStart(4)} ${share.padStart(6)}  ${id.padEnd(23)}${cut(title, 42)}`
  }
  return ['Failed most', ...some(failed.map(line), 'checks')]
}

function list(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return []
  const lines = rows.map(({ who, key, reason }) => {
    const name = key.startsWith(who) ? key : `${who} (${key})`
    return reason ? `  ${name}: ${reason}` : `  ${name}`
  })
  return [`${title} (${rows.length})`, ...some(lines, 'submissions')]
}

function earlier(rows: readonly Row[]): string[] {
  const names = rows.flatMap((row) => row.earlier.map((name) => `  ${name}`))
  if (names.length === 0) return []
  return [`Older attempts, which do not count (${names.length})`, ...some(names, 'attempts')]
}

function matching({ gradebook }: ClassFile): string[] {
  if (!gradebook) return []
  const { file, filled, unmatched, ambiguous, withoutSubmission } = gradebook
  return [
    `${file}: ${count(filled, 'grade')} filled in`,
    ...part('nobody in it, so no grade filled in', unmatched),
    ...part('not certain whose, so no grade filled in', ambiguous),
    ...part('in it, but handed in nothing', withoutSubmission),
  ]
}

function part(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [
    `  ${title} (${names.length}):`,
    ...some(
      names.map((name) => `    ${name}`),
      'names',
    ),
  ]
}

function leftOut({ leftOut: names }: ClassFile): string[] {
  if (names.length === 0) return []
  return [
    `Left out, neither a folder nor an archive (${names.length})`,
    ...some(
      names.map((name) => `  ${name}`),
      'files',
    ),
  ]
}

function some(lines: readonly string[], what: string): string[] {
  if (lines.length <= MOST) return [...lines]
  return [...lines.slice(0, MOST), `  … and ${lines.length - MOST} more ${what}: see class.json`]
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}
