import { hintOf, type Rule } from '../lab/rubric.ts'
import type { Task } from '../lab/tasks.ts'

/** The page `docs/checks.md`, in Markdown: every check of the rubric, and where to look. */
export function checksDoc(rubric: readonly Rule[], tasks: readonly Task[]): string {
  const core = rubric.filter((rule) => rule.level === 'core')
  const bonus = rubric.filter((rule) => rule.level === 'stretch')
  const parts = [
    '# The checks',
    '<!-- Generated from grader/lab/rubric.ts by `npm run docs`: edits here are lost. -->',
    intro(sum(core), sum(bonus)),
    ...tasks.flatMap((task) => taskSection(task, core)),
    `## Stretch: ${points(sum(bonus))}`,
    'Bonus points, kept apart from the score.',
    ...tasks.flatMap((task) => stretchTable(task, bonus)),
  ]
  return `${parts.join('\n\n')}\n`
}

function intro(core: number, bonus: number): string {
  return [
    `The grader runs the programs and judges what they do: ${core} points in all, and up to ${bonus}`,
    'bonus points. Each check starts its own fresh programs, and one mistake should cost one check;',
    'a check that cannot be judged because of another one that failed is reported as blocked.',
    'N is the port from `--port`.',
    '',
    "A check's id is a filter, too: `npm run grade -- --task t1.server` runs one program's checks,",
    '`npm run grade -- --task t1.server.echo` runs a single one.',
  ].join('\n')
}

function taskSection(task: Task, core: readonly Rule[]): string[] {
  const rules = core.filter((rule) => rule.id.startsWith(`${task.id}.`))
  const programs = Object.entries(headings).flatMap(([program, heading]) => {
    const own = rules.filter((rule) => rule.id.startsWith(`${task.id}.${program}.`))
    return own.length > 0 ? [`### ${heading(task)}`, table(own)] : []
  })
  return [`## ${task.id.toUpperCase()}, ${task.title}: ${points(sum(rules))}`, ...programs]
}

function stretchTable(task: Task, bonus: readonly Rule[]): string[] {
  const rules = bonus.filter((rule) => rule.id.startsWith(`${task.id}.`))
  return rules.length > 0 ? [`### ${task.id.toUpperCase()}, ${task.title}`, table(rules)] : []
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => [`\`${rule.id}\``, `${rule.points}`, rule.title, hints(rule)])
  return [
    '| check | points | it holds when (the program) … | where to look |',
    '| --- | ---: | --- | --- |',
    ...rows.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`),
  ].join('\n')
}

/** The hint with Node's call, and with Python's where it has one. */
function hints(rule: Rule): string {
  const { python } = rule.calls
  return `${hintOf(rule, 'node')}${python ? ` (in Python: ${python})` : ''}`
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function sum(rules: readonly Rule[]): number {
  return rules.reduce((total, rule) => total + rule.points, 0)
}

function points(count: number): string {
  return `${count} ${count === 1 ? 'point' : 'points'}`
}

const headings: Record<string, (task: Task) => string> = {
  server: ({ programs }) => `The server, \`${programs.server.path}.ts\``,
  client: ({ programs }) => `The client, \`${programs.client.path}.ts\``,
  pair: () => 'Both together',
}
