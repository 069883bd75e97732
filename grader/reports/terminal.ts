import { styleText } from 'node:util'
import { kitName } from '../scoring/kit.ts'
import { type CheckReport, decisive, type Report, type TaskReport } from '../scoring/report.ts'
import { diagram } from './diagram.ts'
import { type Log, simpleLog } from './log.ts'
import { nextStep } from './next-step.ts'
import { causeOf, harmless } from './plain.ts'
import { typeNotes } from './type-notes.ts'
import { wrap } from './wrap.ts'

/** The report as text for a terminal of 80 columns, or a log, with or without colour. */
export function terminalReport(
  report: Report,
  { colour, log = simpleLog }: { colour: boolean; log?: Log },
): string {
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const tasks = report.tasks.flatMap((task) => log.group(taskLines(task, paint)))
  const faults = report.faults.map((fault) =>
    paint('red', `The grader itself failed: ${harmless(fault)}`),
  )
  return `${[...tasks, ...log.plain([...faults, ...summary(report, paint)])].join('\n')}\n`
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

const WIDTH = 80
const INDENT = '        '
/** Columns for a check's title, after its mark, id and points. */
const TITLE = 45

function taskLines(task: TaskReport, paint: Paint): string[] {
  const title = `${task.id.toUpperCase()}  ${task.title}`
  const score = task.max > 0 ? `${task.score}/${task.max}` : ''
  const head = paint('bold', title + score.padStart(WIDTH - title.length))
  const programs = [...new Set(task.checks.map(programOf))]
  const lines = programs.flatMap((program) => {
    const checks = task.checks.filter((check) => programOf(check) === program)
    return [paint('dim', `  ${program}`), ...checks.flatMap((check) => checkLines(check, paint))]
  })
  return [head, ...lines, '']
}

function programOf(check: CheckReport): string {
  return check.id.split('.')[1] as string
}

const MARKS = {
  passed: ['green', '✓'],
  failed: ['red', '✗'],
  blocked: ['dim', '·'],
  error: ['yellow', '!'],
} as const

function checkLines(check: CheckReport, paint: Paint): string[] {
  const [style, mark] = MARKS[check.status]
  const bonus = check.level === 'stretch' ? '+' : ' '
  const points = `${bonus}${check.points}/${check.max}`
  const line = `    ${paint(style, mark)} ${check.id.padEnd(22)} ${points.padEnd(5)} `
  if (check.status === 'passed') return [line + cut(check.title, TITLE)]
  if (check.status === 'blocked') return [line + paint('dim', cut(harmless(causeOf(check)), TITLE))]
  const [title = '', ...rest] = wrap(check.title, TITLE, '')
  const more = rest.map((text) => ' '.repeat(WIDTH - TITLE) + text)
  return [line + title, ...more, ...details(check, paint), '']
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text
}

function details(check: CheckReport, paint: Paint): string[] {
  const drawing = diagram(check.evidence).map((row) => paint('dim', `    ${harmless(row)}`))
  return [
    ...wrap(harmless(check.message), WIDTH, INDENT),
    ...(check.hint
      ? wrap(`hint: ${check.hint}`, WIDTH, INDENT).map((row) => paint('cyan', row))
      : []),
    ...(drawing.length > 0 ? ['', ...drawing, ''] : []),
    ...(check.repeat ? [`${INDENT}again: ${harmless(check.repeat)}`] : []),
  ]
}

function summary(report: Report, paint: Paint): string[] {
  const { stretch } = report
  const bonus = stretch.max > 0 ? `   stretch ${stretch.score}/${stretch.max}` : ''
  const facts = `   ${(report.durationMs / 1000).toFixed(1)} s   seed ${harmless(report.seed)}   kit ${kitName(report.kit)}`
  const score = report.max > 0 ? `${report.score}/${report.max} points` : ''
  const step = nextStep(report)
  const decided = decisive(report)
  return [
    paint(decided.score === decided.max ? ['bold', 'green'] : 'bold', `${score}${bonus}`) +
      paint('dim', facts),
    ...sandboxLines(report).map((line) => paint('dim', line)),
    ...report.notes.flatMap((note) => wrap(`note: ${harmless(note)}`, WIDTH, '')),
    ...notes(report),
    ...(step ? ['', ...wrap(`Next: ${harmless(step)}`, WIDTH, '')] : []),
  ]
}

function notes(report: Report): string[] {
  const types = typeNotes(report)
  return types.length > 0 ? ['', ...types] : []
}

/** What the programs were kept in, and what this system lacks for more. */
function sandboxLines({ sandbox }: Report): string[] {
  if (!sandbox) return []
  const lacks = sandbox.missing.map(({ layer, reason }) => `${layer} (${reason})`)
  const without = lacks.length > 0 ? `: without ${lacks.join(', ')}` : ''
  return wrap(`sandbox ${sandbox.level}${harmless(without)}`, WIDTH, '')
}
