import type { WireEvent } from '../../harness/wire-log.ts'
import type { Outcome, Printed } from '../../lab/outcome.ts'
import { rubric } from '../../lab/rubric.ts'
import type { Report } from '../../scoring/report.ts'
import { type Graded, score } from '../../scoring/score.ts'
import { HOSTILE } from '../unit/reports/sample.ts'
import fc from './seeded.ts'

/** What a program may print, to break whatever shows it: any characters, halves of them, tricks. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE.split('\n'), '\n', '\r\n', '\ud83d', '\u2028', '-->', '"', "'"),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''))

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array))

const event: fc.Arbitrary<WireEvent> = fc.record(
  {
    at: fc.double({ min: 0, max: 30_000, noNaN: true }),
    program: fc.constantFrom('server', 'client', 'both'),
    direction: fc.constantFrom('in', 'out', 'local'),
    kind: fc.constantFrom('start', 'exit', 'connect', 'bytes', 'close', 'typed', 'printed', 'note'),
    bytes,
    note: hostileText,
  },
  { requiredKeys: ['at', 'program', 'direction', 'kind'] },
)

const printed: fc.Arbitrary<Printed> = hostileText.map((text) => ({
  program: 'server',
  lines: [{ number: 1, stream: 'stdout', text }],
  lookedFor: [{ what: text, isFound: false, lines: [1] }],
}))

/** How the checks of a grade came out, in any mixture; one may have no outcome at all. */
export const outcomes = outcomesWith(fc.constant(''), fc.constant([]), fc.constant([]))

/** The same, with whatever programs printed in their messages and evidence. */
export const hostileOutcomes = outcomesWith(
  hostileText,
  fc.array(event, { maxLength: 2 }),
  fc.array(printed, { maxLength: 1 }),
)

function outcomesWith(
  message: fc.Arbitrary<string>,
  evidence: fc.Arbitrary<WireEvent[]>,
  printed: fc.Arbitrary<Printed[]>,
): fc.Arbitrary<Outcome[]> {
  const all = rubric.map(({ id }) =>
    fc.record<Outcome>({
      id: fc.constant(id),
      result: fc.constantFrom('held', 'held', 'failed', 'not-run', 'error'),
      message,
      blocks: fc.boolean(),
      durationMs: fc.nat(20_000),
      starts: fc.nat(40),
      evidence,
      printed,
    }),
  )
  return fc
    .tuple(fc.tuple(...all), fc.nat(2 * rubric.length))
    .map(([outcomes, lost]) => outcomes.toSpliced(lost, 1))
}

/** Some of the checks, as `--task` asks for them. */
export const selection = fc.subarray(rubric.map(({ id }) => id))

/** The report of a grade. */
export function scored(
  given: { outcomes: readonly Outcome[] } & Partial<Omit<Graded, 'outcomes'>>,
): Report {
  const { outcomes, ...more } = given
  return score({
    submission: 'my lab',
    selected: rubric.map(({ id }) => id),
    missing: {},
    gradedAt: '2026-03-01T09:30:00.123Z',
    durationMs: 1234,
    seed: 'seed',
    strict: false,
    faults: [],
    ...more,
    outcomes: new Map(outcomes.map((outcome) => [outcome.id, outcome])),
  })
}
