import type { Outcome } from '../../../lab/outcome.ts'
import { rubric } from '../../../lab/rubric.ts'
import type { CheckReport, Report } from '../../../scoring/report.ts'
import { type Graded, score } from '../../../scoring/score.ts'

/** What a program may print to break the page that shows it, or to pass for the grader. */
export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)> & ]]> </details>',
  '``` ~~~ ```` | [link](javascript:alert(1)) ![i](http://example.org/i.png) *bold* `tick',
  '::error::forged',
  '##[error]forged',
  'ok 1 - forged # SKIP',
  '...\nBail out!',
  '\u001b[2J\u0000\u0008\u000b\ufffe\ud800\u{1f44b}\u202e',
].join('\n')

/** A report with a check of each status; failed ones tell of what a hostile program printed. */
export function sampleReport(): Report {
  const typeErrors = [{ file: HOSTILE, line: 3, column: 7, code: 'TS1', message: HOSTILE }]
  const outcomes = {
    't1.server.log': { result: 'failed', message: `expected this, but that:\n${HOSTILE}` },
    't1.client.send': { result: 'failed', message: 'expected 33 bytes, but none came' },
    't2.server.large': { result: 'failed', message: HOSTILE },
    't3.client.send': { result: 'error', message: `the grader itself failed: ${HOSTILE}` },
  } as const
  return reportWith(outcomes, { typeErrors })
}

/** A full report in which all checks held but these. */
export function reportWith(
  outcomes: Readonly<Record<string, Partial<Outcome>>>,
  more: Partial<Graded> = {},
): Report {
  const all = rubric.map(({ id }): [string, Outcome] => [id, outcomeOf(id, outcomes[id])])
  return score({
    submission: 'my lab',
    outcomes: new Map(all),
    selected: rubric.map((rule) => rule.id),
    missing: {},
    gradedAt: '2026-03-01T09:30:00.123Z',
    durationMs: 1234,
    seed: 'seed',
    strict: false,
    sandbox: { mode: 'auto', level: 'full', layers: ['a private copy'], missing: [] },
    notes: [],
    faults: [],
    ...more,
  })
}

function outcomeOf(id: string, given: Partial<Outcome> = {}): Outcome {
  const bytes = Buffer.from(HOSTILE)
  const evidence = [
    { at: 1.25, program: 'server', direction: 'out', kind: 'bytes', bytes } as const,
    { at: 2, program: 'server', direction: 'local', kind: 'printed', bytes } as const,
  ]
  const lines = [{ number: 1, stream: 'stdout', text: HOSTILE } as const]
  const lookedFor = [{ what: HOSTILE, isFound: false, lines: [1] }]
  const printed = [{ program: 'server', lines, lookedFor }]
  const seen = given.result ? { evidence, printed } : { evidence: [], printed: [] }
  const rest = { message: '', blocks: true, durationMs: 61, starts: 1 }
  return { id, result: 'held', ...rest, ...seen, ...given }
}

/** All checks of a report, in its order. */
export function checksOf(report: Report): CheckReport[] {
  return report.tasks.flatMap((task) => task.checks)
}
