import { type FinalResults, Parser, type Result } from 'tap-parser'
import { expect, test } from 'vitest'
import { tapReport } from '../../../reports/tap.ts'
import type { Report } from '../../../scoring/report.ts'
import { checksOf, HOSTILE, reportWith, sampleReport } from './sample.ts'

/** What a parser makes of a report; strict: a line that is no TAP is a failure. */
function parsed(report: Report): { points: Result[]; results: FinalResults } {
  const points: Result[] = []
  const parser = new Parser({ strict: true })
  parser.on('assert', (point) => points.push(point))
  parser.end(tapReport(report))
  return { points, results: parser.results as FinalResults }
}

test('when all holds, every check is a point and the parser is content', () => {
  const report = reportWith({})
  const { points, results } = parsed(report)
  expect(results).toMatchObject({ ok: true, count: 51, pass: 51, fail: 0, bailout: false })
  expect(points.map((point) => point.name.split(' ')[0])).toEqual(
    checksOf(report).map(({ id }) => id),
  )
})

test('failed and blocked are not ok, with what was seen, line for line', () => {
  const message = `expected this, but that:\n  | ${HOSTILE}\n\n  ...\n# last`
  const { points, results } = parsed(
    reportWith({ 't1.client.send': { result: 'failed', message, evidence: [] } }),
  )
  const [failed] = points.filter((point) => point.name.startsWith('t1.client.send'))
  const [blocked] = points.filter((point) => point.name.startsWith('t1.client.receive'))
  expect(results.ok).toBe(false)
  expect(results.failures.some((failure) => failure.tapError)).toBe(false)
  expect(failed).toMatchObject({ ok: false, diag: { status: 'failed', points: 0, max: 3 } })
  expect(failed?.diag?.details).toContain(`...\nBail out!`)
  expect(failed?.diag?.details).toContain(`\n\n  ...\n# last`)
  expect(blocked).toMatchObject({ ok: false, skip: false, diag: { status: 'blocked' } })
})

test('a stretch check that did not pass is still to do, and nothing fails for it', () => {
  const { points, results } = parsed(reportWith({ 't1.server.large': { result: 'failed' } }))
  expect(points.find((point) => point.name.startsWith('t1.server.large'))).toMatchObject({
    ok: false,
    todo: 'stretch',
  })
  expect(results).toMatchObject({ ok: true, todo: 1 })
})

test('when the grader itself failed, it bails out', () => {
  expect(parsed(sampleReport()).results.bailout).toBe('the grader itself failed in t3.client.send')
})
