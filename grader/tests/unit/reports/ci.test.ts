import { expect, test } from 'vitest'
import { rubric } from '../../../lab/rubric.ts'
import { annotations, githubLog } from '../../../reports/github-actions.ts'
import { gitlabLog } from '../../../reports/gitlab.ts'
import { markdownReport, markdownWithin } from '../../../reports/markdown.ts'
import { terminalReport } from '../../../reports/terminal.ts'
import { HOSTILE, reportWith, sampleReport } from './sample.ts'

const TOKEN = 'a-token-that-nobody-knows'
const report = { ...sampleReport(), faults: [HOSTILE] }
const allFailed = reportWith(
  Object.fromEntries(
    rubric.map(({ id }) => [id, { result: 'failed', message: HOSTILE, blocks: false }]),
  ),
)

/** The lines that GitHub's runner would obey, as it reads them. */
function obeyed(text: string): string[] {
  let stopped: string | undefined
  return text.split(/\r\n|\n|\r/).flatMap((raw) => {
    const line = raw.trimStart()
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined
      return []
    }
    stopped = /^::stop-commands::(.*)$/.exec(line)?.[1]
    return stopped === undefined && /^(::|##\[)/.test(line) ? [line] : []
  })
}

test("GitHub's runner obeys the groups and nothing that a program printed", () => {
  const text = terminalReport(report, { colour: true, log: githubLog(TOKEN) })
  expect(text).toContain('::error::forged')
  const groups = obeyed(text).map((line) => line.replace(/\s+/g, ' '))
  expect(groups).toEqual([
    `::group::T1 TCP echo ${report.tasks[0]?.score}/30`,
    '::endgroup::',
    '::group::T2 UDP echo 30/30',
    '::endgroup::',
    `::group::T3 Guess the number ${report.tasks[2]?.score}/40`,
    '::endgroup::',
  ])
})

test('at most ten annotations, one line each, with the score at the end', () => {
  const lines = annotations(allFailed)
  expect(lines).toHaveLength(10)
  expect(obeyed(lines.join('\n'))).toEqual(lines)
  for (const line of lines) expect(line).toMatch(/^::(error|notice) title=[^:,\n\r]+::[^\n\r]+$/)
  expect(lines.at(-1)).toContain('more checks failed')
})

test('when all held, there is the score alone', () => {
  expect(annotations(reportWith({}))).toEqual([
    "::notice title=Socket Lab::100 of 100 points: the job's summary has the whole report",
  ])
})

test("the grader's own faults are told first, bonus checks not at all", () => {
  const [first, ...others] = annotations(report)
  expect(first).toMatch(/^::error title=t3\.client\.send%3A the grader itself failed::/)
  expect(others.join('\n')).not.toContain('t2.server.large')
})

test("GitLab's sections begin and end with the same name", () => {
  const text = terminalReport(report, { colour: true, log: gitlabLog(new Date(1_700_000_000_000)) })
  const marks = [...text.matchAll(/\[0Ksection_(start|end):1700000000:(\w+)\r/g)]
  const names = marks.map(([, kind, name]) => `${kind} ${name}`)
  expect(names).toHaveLength(6)
  for (let at = 0; at < 6; at += 2) expect(names[at]?.slice(6)).toBe(names[at + 1]?.slice(4))
})

test('a summary stays within its limit, and gives up the least first', () => {
  const whole = markdownReport(allFailed)
  const size = Buffer.byteLength(whole)
  expect(markdownWithin(allFailed, size)).toBe(whole)
  const shorter = markdownWithin(allFailed, size - 1)
  expect(shorter).toContain('**Hint:**')
  expect(shorter).not.toContain('<details>')
  const table = markdownWithin(allFailed, 6000)
  expect(table).not.toContain('**Hint:**')
  expect(table.match(/^\| ❌/gm)?.length).toBeGreaterThan(0)
})
