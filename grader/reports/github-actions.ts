import { stripVTControlCharacters } from 'node:util'
import type { CheckReport, Report } from '../scoring/report.ts'
import type { Log } from './log.ts'
import { harmless } from './plain.ts'

/** Annotations of one kind that GitHub keeps of a step. */
const MOST = 10
/** Characters of a message that an annotation shows. */
const SHOWN = 600

/**
 * The log of GitHub Actions. A line that begins like a workflow command is one, whoever printed it:
 * so commands are stopped around everything that is shown. Only who knows the token can resume them.
 */
export function githubLog(token: string): Log {
  const inert = (lines: readonly string[]) => [
    `::stop-commands::${token}`,
    ...lines,
    `::${token}::`,
  ]
  return {
    group: ([title = '', ...lines]) => [
      `::group::${escapeData(stripVTControlCharacters(title))}`,
      ...inert(lines),
      '::endgroup::',
    ],
    plain: inert,
  }
}

/** At most ten workflow commands: the first core checks that did not hold, and the score. */
export function annotations(report: Report): string[] {
  const core = report.tasks.flatMap((task) => task.checks).filter(({ level }) => level === 'core')
  const faults = core.filter(({ status }) => status === 'error')
  const failed = core.filter(({ status }) => status === 'failed')
  const told = [...faults, ...failed].slice(0, MOST - 1)
  const left = faults.length + failed.length - told.length
  const more = left > 0 ? `; ${left} more checks failed` : ''
  const score = `${report.score} of ${report.max} points${more}: the job's summary has the whole report`
  return [...told.map(annotation), command('notice', 'Socket Lab', score)]
}

function annotation({ id, title, status, points, max, message, hint }: CheckReport): string {
  const cut = message.length > SHOWN ? `${message.slice(0, SHOWN)} …` : message
  if (status === 'error') return command('error', `${id}: the grader itself failed`, cut)
  return command('error', `${id} (${points} of ${max}): ${title}`, `${cut}\nhint: ${hint}`)
}

function command(kind: 'error' | 'notice', title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}`
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

function escapeData(text: string): string {
  return harmless(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
