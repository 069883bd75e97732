import { expect, test } from 'vitest'
import { diagram } from '../../../reports/diagram.ts'
import { nextStep } from '../../../reports/next-step.ts'
import { terminalReport } from '../../../reports/terminal.ts'
import { wrap } from '../../../reports/wrap.ts'
import type { EvidenceEvent } from '../../../scoring/report.ts'
import { reportWith } from './sample.ts'

function reportOf(failed: readonly string[], missing: Record<string, string> = {}) {
  const outcomes = failed.map((id) => {
    const message = `expected this, but that\n  | and a line of ${id}`
    return [id, { result: 'failed', message, evidence: [] } as const]
  })
  return reportWith(Object.fromEntries(outcomes), { missing })
}

test('no line is wider than 80 columns, but for quoted output and commands', () => {
  const text = terminalReport(reportOf(['t1.client.segments', 't3.server.answers']), {
    colour: false,
  })
  const wide = text.split('\n').filter((line) => line.length > 80 && !/again:|\|/.test(line))
  expect(wide).toEqual([])
})

test('without colour there is no escape sequence, with colour there is', () => {
  const report = reportOf(['t1.server.echo'])
  expect(terminalReport(report, { colour: false })).not.toContain('\u001b')
  expect(terminalReport(report, { colour: true })).toContain('\u001b[')
})

test('a failed check ends with the command that repeats it', () => {
  const text = terminalReport(reportOf(['t1.server.echo']), { colour: false })
  expect(text).toContain('again: npm run grade -- "my lab" --task t1.server.echo --seed seed')
})

test('the next step is the first mistake in teaching order, core before stretch', () => {
  expect(nextStep(reportOf(['t3.client.stop', 't1.client.exit', 't1.server.large']))).toMatch(
    /^t1\.client\.exit — /,
  )
  expect(nextStep(reportOf(['t1.server.large']))).toMatch(/^t1\.server\.large — /)
  expect(nextStep(reportOf([]))).toBeUndefined()
})

test('the first errors of type are shown, and how many there are more', () => {
  const error = { file: 't1-tcp-echo/server.ts', line: 3, column: 7, code: 'TS1', message: 'no' }
  const shown = (count: number) => {
    const typeErrors = Array.from({ length: count }, () => error)
    return terminalReport(reportWith({}, { typeErrors }), { colour: false })
  }
  expect(shown(0)).not.toContain('TypeScript')
  expect(shown(5).match(/^ {2}t1-tcp-echo\/server\.ts:3:7 {2}no$/gm)).toHaveLength(5)
  expect(shown(5)).not.toContain('… and')
  expect(shown(7)).toContain('\n  … and 2 more\n')
})

test('a missing program is the next step when nothing else failed', () => {
  const step = nextStep(reportOf([], { 't2.client': 't2-udp-echo/client.ts is missing' }))
  expect(step).toContain('t2-udp-echo/client.ts is missing')
})

test('a long exchange is cut in the middle, and the cut is said', () => {
  const event: EvidenceEvent = {
    at: 1,
    program: 'server',
    direction: 'out',
    kind: 'datagram',
    text: '"x"',
  }
  const rows = diagram(Array.from({ length: 50 }, () => event))
  expect(rows).toHaveLength(22)
  expect(rows.join('\n')).toContain('… 30 more …')
})

test.for([
  ['told "a b c d" so', ['told', '"a b c d" so']],
  ['told "a \\" b c", d', ['told', '"a \\" b c",', 'd']],
  ['the line `a  b c d e f`', ['the line', '`a  b c d e f`']],
  ['an open " quote', ['an open "', 'quote']],
  ['', ['']],
] as const)('what is in quotes stays on one line: %s', ([text, lines]) => {
  expect(wrap(text, 12, '')).toEqual(lines)
})

test('text is broken between words, quoted lines are left whole', () => {
  const quoted = `  | ${'x'.repeat(30)}`
  expect(wrap(`one two three\n${quoted}`, 10, ' ')).toEqual([' one two', ' three', ` ${quoted}`])
})
