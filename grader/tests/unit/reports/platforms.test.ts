/** The formats of the platforms that run autograders, each held against its documented form. */
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { rubric } from '../../../lab/rubric.ts'
import { type Environment, formats } from '../../../reports/registry.ts'
import { kit } from '../../../scoring/kit.ts'
import type { Report } from '../../../scoring/report.ts'
import { checksOf, HOSTILE, reportWith, sampleReport } from './sample.ts'
import { validated } from './schema.ts'

const report = { ...sampleReport(), faults: [HOSTILE] }
const whole = reportWith({})

function rendered(name: string, of: Report, env: Environment = {}): string {
  const format = formats.find((known) => known.name === name)
  if (!format) throw new Error(`no format ${name}`)
  return format.render(of, env)
}

test.for(formats.map(({ name }) => name))('%s says which kit graded', (name) => {
  const text = rendered(name, report)
  const decoded = text.replaceAll(/=([\w+/]+=*)$/gm, (_, code) =>
    Buffer.from(code, 'base64').toString('utf8'),
  )
  expect(decoded).toContain(kit.version)
  expect(decoded).toContain(kit.rubric)
})

test.for(formats.map(({ name }) => name))('%s is the same for the same report', (name) => {
  expect(rendered(name, sampleReport())).toBe(rendered(name, sampleReport()))
})

test.for(formats.map(({ name }) => name))('%s holds no terminal escape', (name) => {
  expect(rendered(name, report)).not.toContain('\u001b')
})

test('Gradescope: the score is the core points, bonus points are tests of their own', () => {
  const results = validated('gradescope', rendered('gradescope', report))
  const statuses = checksOf(report).map(({ status }) => (status === 'passed' ? status : 'failed'))
  expect(results.score).toBe(report.score)
  expect(results.tests.map((it: { status: string }) => it.status)).toEqual(statuses)
  expect(sum(results.tests, 'score')).toBe(report.score + report.stretch.score)
  expect(sum(results.tests, 'max_score')).toBe(120)
})

test('Gradescope: all that is shown as Markdown is text', () => {
  const results = validated('gradescope', rendered('gradescope', report))
  const shown = [results.output, ...results.tests.map((it: { output: string }) => it.output)]
  for (const text of shown) {
    const html = marked.parse(text, { async: false })
    expect(html).not.toMatch(/<(?!\/|p>|strong>|code|pre>)/)
  }
})

test('PrairieLearn: the score is a share of the core points', () => {
  expect(validated('prairielearn', rendered('prairielearn', whole)).score).toBe(1)
  const results = validated('prairielearn', rendered('prairielearn', report))
  expect(results.score).toBeCloseTo(report.score / 100)
  expect(results.tests).toHaveLength(51)
})

test('PrairieLearn: where nothing could be judged, no attempt is lost', () => {
  const all = { 't1.server': 'x', 't1.client': 'x', 't2.server': 'x', 't2.client': 'x' }
  const missing = { ...all, 't3.server': 'x', 't3.client': 'x' }
  const results = validated('prairielearn', rendered('prairielearn', reportWith({}, { missing })))
  expect(results).toMatchObject({ gradable: false, format_errors: ['not judged: x'] })
})

test('PrairieLearn: a results file stays under its limit', () => {
  const text = rendered('prairielearn', hugeReport())
  validated('prairielearn', text)
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
})

test('Classroom 50: whole points, none above its maximum, bonus points apart', () => {
  const env = {
    CLASSROOM: 'networks',
    ASSIGNMENT: 'sockets',
    SUBMISSION_TAG: 'submit/2026-03-01T09-29-00Z-abc1234',
    USERNAME: 'ada',
    COMMIT_URL: 'https://example.org/commit/abc1234',
    RELEASE_URL: 'https://example.org/releases/1',
    REVIEW_URL: '',
  }
  const result = validated('classroom50', rendered('classroom50', report, env))
  expect(result).toMatchObject({
    classroom: 'networks',
    owner: 'ada',
    submission: env.SUBMISSION_TAG,
    review: env.COMMIT_URL,
    datetime: '2026-03-01T09:30:00Z',
    score: report.score,
    'max-score': 100,
  })
  expect([sum(result.tests, 'score'), sum(result.tests, 'max-score')]).toEqual([report.score, 100])
  expect(sum(result.tests, 'bonus-score')).toBe(report.stretch.score)
  for (const it of result.tests) expect(it.score).toBeLessThanOrEqual(it['max-score'])
})

test('Classroom 50: outside of it the report is in its form all the same', () => {
  expect(validated('classroom50', rendered('classroom50', whole)).submission).toBe('submit/unknown')
})

test("GitHub Classroom: the reporter's table and its notice agree", () => {
  for (const given of [report, whole]) {
    const runners = runnersOf(given)
    const shares = runners.map(({ tests, max_score }) => {
      const passed = tests.filter((it) => it.status === 'pass').length
      return (passed / tests.length) * max_score
    })
    const table = shares.reduce((total, share) => total + share, 0)
    const notice = sum(
      runners.flatMap((runner) => runner.tests),
      'score',
    )
    expect([table, notice]).toEqual([given.score, given.score])
    expect(sum(runners, 'max_score')).toBe(100)
  }
})

test('GitHub Classroom: one output for each number of points, in lines that nothing can break', () => {
  const text = rendered('github-classroom', report)
  expect(text).toMatch(/^(checks-of-\d=[\w+/]+=*\n){5}$/)
  const statuses = runnersOf(report).map((runner) => runner.status)
  expect(new Set(statuses)).toEqual(new Set(['pass', 'fail', 'error']))
})

test('GitHub Classroom: each result fits into an environment variable', () => {
  runnersOf(hugeReport())
  for (const line of rendered('github-classroom', hugeReport()).split('\n')) {
    expect(line.length).toBeLessThan(128 * 1024)
  }
})

/** Every check failed, with more to say than any host takes. */
function hugeReport(): Report {
  const message = '\u{fffd}'.repeat(100_000)
  const all = rubric.map(({ id }) => [id, { result: 'failed', message, blocks: false } as const])
  return reportWith(Object.fromEntries(all))
}

type Runner = { status: string; max_score: number; tests: { status: string; score: number }[] }

function runnersOf(of: Report): Runner[] {
  const lines = rendered('github-classroom', of).trimEnd().split('\n')
  return lines.map((line) => {
    const code = line.slice(line.indexOf('=') + 1)
    return validated('github-classroom', Buffer.from(code, 'base64').toString('utf8'))
  })
}

function sum(items: readonly object[], key: string): number {
  return items.reduce((total, item) => total + ((item as Record<string, number>)[key] ?? 0), 0)
}
