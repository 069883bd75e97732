import { kitName } from '../scoring/kit.ts'
import type { CheckReport, Report, TaskReport } from '../scoring/report.ts'
import { diagram } from './diagram.ts'
import { cell, fence, inline } from './markdown-text.ts'
import { nextStep } from './next-step.ts'
import { block, causeOf, firstWithin } from './plain.ts'
import { typeNotes } from './type-notes.ts'

/** The report as a page in Markdown: the next step, a table, and each failed check in full. */
export function markdownReport(report: Report): string {
  return page(report, (check) => [...detailsOf(check), ...trafficOf(check)])
}

/** The same in at most so many bytes: without the traffic if need be, then without the details. */
export function markdownWithin(report: Report, bytes: number): string {
  return firstWithin(bytes, [
    () => markdownReport(report),
    () => page(report, detailsOf),
    () => page(report, () => []),
  ])
}

function page(report: Report, about: (check: CheckReport) => string[]): string {
  const { stretch, faults, kit, seed } = report
  const bonus = stretch.max > 0 ? `, stretch ${stretch.score} of ${stretch.max}` : ''
  const step = nextStep(report)
  const types = typeNotes(report).join('\n')
  const facts = `Socket Lab ${kitName(kit)}, seed ${inline(seed)}`
  return `${[
    `# ${report.score} of ${report.max} points${bonus}`,
    ...faults.map((fault) => `**The grader itself failed:** ${inline(fault)}`),
    ...(step ? [`**Next:** ${inline(step)}`] : []),
    ...report.tasks.flatMap((task) => taskSection(task, about)),
    ...(types ? [fence(types)] : []),
    `<sub>${facts}, ${(report.durationMs / 1000).toFixed(1)} s</sub>`,
  ].join('\n\n')}\n`
}

function taskSection(task: TaskReport, about: (check: CheckReport) => string[]): string[] {
  const score = task.max > 0 ? `: ${task.score} of ${task.max}` : ''
  const open = task.checks.filter(({ status }) => status === 'failed' || status === 'error')
  return [`## ${task.id.toUpperCase()}, ${task.title}${score}`, table(task), ...open.flatMap(about)]
}

function table({ checks }: TaskReport): string {
  const rows = checks.map((check) => {
    const bonus = check.level === 'stretch' ? '+' : ''
    const told = check.status === 'blocked' ? causeOf(check) : check.title
    return `| ${MARKS[check.status]} | \`${check.id}\` | ${bonus}${check.points}/${check.max} | ${cell(told)} |`
  })
  return ['| | check | points | the program … |', '| --- | --- | ---: | --- |', ...rows].join('\n')
}

const MARKS = { passed: '✅', failed: '❌', blocked: '⏸️', error: '⚠️' } as const

function detailsOf({ id, title, message, hint, repeat }: CheckReport): string[] {
  return [
    `### \`${id}\`: ${inline(title)}`,
    fence(block(message)),
    ...(hint ? [`**Hint:** ${inline(hint)}`] : []),
    ...(repeat ? ['Again:', fence(repeat)] : []),
  ]
}

function trafficOf({ evidence }: CheckReport): string[] {
  const drawing = diagram(evidence)
  if (drawing.length === 0) return []
  const summary = '<details><summary>What passed</summary>'
  return [summary, fence(drawing.join('\n')), '</details>']
}
