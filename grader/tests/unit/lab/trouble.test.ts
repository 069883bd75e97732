import { expect, test } from 'vitest'
import { Output } from '../../../harness/output.ts'
import type { CheckContext } from '../../../lab/check.ts'
import { evidenceOf } from '../../../lab/evidence.ts'
import type { Outcome } from '../../../lab/outcome.ts'
import { linesIn } from '../../../lab/peers/trouble.ts'

const CHECK = 't1.client.exit'
const USUAL = ['Connecting', '', 'Received: \u{1F44B}', 'Closing']

test('what is usual is read from a check that held, as it was printed', () => {
  expect(usual('held', USUAL)).toEqual(USUAL)
})

test.for<[string, Outcome['result'], string[][]]>([
  ['the check failed', 'failed', [USUAL]],
  ['it was not run', 'not-run', [USUAL]],
  ['its program printed nothing', 'held', [[]]],
  ['there were two programs', 'held', [USUAL, USUAL]],
  ['there are too many lines to keep', 'held', [Array.from({ length: 21 }, () => 'Received: x')]],
  ['a line is too long to keep', 'held', [[`Received: ${'x'.repeat(300)}`]]],
])('nothing is usual where %s', ([, result, programs]) => {
  expect(usual(result, ...programs)).toBeUndefined()
})

test('nothing is usual where the check is not known', () => {
  expect(linesIn({ outcomeOf: () => undefined } as unknown as CheckContext, CHECK)).toBeUndefined()
})

function usual(result: Outcome['result'], ...programs: string[][]): string[] | undefined {
  const speakers = programs.map((lines) => ({ role: 'client', output: outputOf(lines) }))
  const { printed } = evidenceOf({ log: { events: [] }, programs: speakers }, 'held')
  const outcome = { result, printed } as unknown as Outcome
  return linesIn(
    { outcomeOf: (id: string) => (id === CHECK ? outcome : undefined) } as CheckContext,
    CHECK,
  )
}

function outputOf(lines: readonly string[]): Output {
  const output = new Output()
  output.add('stdout', Buffer.from(lines.map((line) => `${line}\n`).join('')))
  return output
}
