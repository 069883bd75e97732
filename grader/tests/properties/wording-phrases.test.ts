import { describe, expect, test } from 'vitest'
import type { Phrase } from '../../lab/wording/phrases.ts'
import { Wording } from '../../lab/wording/wording.ts'
import { cuts, message, printingLines } from './arbitraries.ts'
import fc from './seeded.ts'

/** What a line is about. */
type Given = { port: number; count: number; message: string }
/** A rule of the wording, and the facts that a line must have for it. */
type Rule = { name: string; phrase(given: Given): Phrase; facts(given: Given): string[] }

const wording = new Wording(false)
const RULES: Rule[] = [
  {
    name: 'Starting',
    phrase: ({ port }) => wording.starting(port),
    facts: ({ port }) => ['Starting', `${port}`],
  },
  {
    name: 'Connecting',
    phrase: ({ port }) => wording.connecting(port),
    facts: ({ port }) => ['Connecting', `${port}`],
  },
  { name: 'Waiting', phrase: () => wording.waiting(), facts: () => ['Waiting'] },
  { name: 'Closing', phrase: () => wording.closing(), facts: () => ['Closing'] },
  {
    name: 'sent … back to',
    phrase: ({ port, message }) => wording.sentBackTo(port, message),
    facts: ({ port }) => ['sent', `${port}`],
  },
  {
    name: 'received N bytes from',
    phrase: ({ count, port, message }) => wording.receivedCount(count, port, message),
    facts: ({ count, port }) => ['received', `${count} bytes`, `${port}`],
  },
  {
    name: 'sent N bytes back to',
    phrase: ({ count, port, message }) => wording.sentCount(count, port, message),
    facts: ({ count, port }) => ['sent', `${count} bytes`, `${port}`],
  },
]

describe.each(RULES)('a line for `$name`', ({ phrase, facts }) => {
  test('counts with all its facts, in whatever order and among whatever words', () => {
    const right = given.chain((it) => fc.tuple(fc.constant(it), lineOf(facts(it))))
    fc.assert(
      fc.property(right, cuts, ([it, line], at) => {
        expect(says(phrase(it), [line], at)).toBe(true)
      }),
    )
  })

  test('never counts without one of them, also where another line has it', () => {
    const wrong = given.chain((it) =>
      fc.subarray(facts(it), { maxLength: facts(it).length - 1 }).chain((some) => {
        const rest = facts(it).filter((fact) => !some.includes(fact))
        // The sheet breaks one sentence in two: there the next line counts too.
        const isElsewhere = some.length > 0 && !phrase(it).begins
        const lines = fc.tuple(lineOf(some), lineOf(isElsewhere ? rest : []))
        return fc.tuple(fc.constant(it), lines)
      }),
    )
    fc.assert(
      fc.property(wrong, cuts, ([it, lines], at) => {
        expect(says(phrase(it), lines, at)).toBe(false)
      }),
    )
  })
})

test.for(RULES.filter(({ name }) => !['Waiting', 'Closing'].includes(name)))(
  'a line for `$name` never counts with another number in its place',
  ({ phrase, facts }) => {
    const wrong = fc.tuple(given, another, fc.nat()).chain(([it, change, nth]) => {
      const all = facts(it)
      const numbers = all.filter((fact) => /\d/.test(fact))
      const changed = numbers[nth % numbers.length]
      const other = all.map((fact) => (fact === changed ? change(fact) : fact))
      return fc.tuple(fc.constant(it), lineOf(other))
    })
    fc.assert(
      fc.property(wrong, cuts, ([it, line], at) => {
        expect(says(phrase(it), [line], at)).toBe(false)
      }),
    )
  },
)

function says(phrase: Phrase, lines: readonly string[], at: readonly number[]): boolean {
  return wording.find(printingLines(lines, at), phrase).length > 0
}

const given = fc.record({
  port: fc.integer({ min: 10_240, max: 60_000 }),
  count: fc.integer({ min: 13, max: 99 }),
  message,
})

/** Words without a fact in them, near misses of the keywords among them. */
const filler = fc.constantFrom(
  ...['echo', 'server', 'client', 'up', 'on', 'to', 'from', 'back', 'localhost', 'port', '-', '>'],
  ...['Restart', 'disconnect', 'absent', 'enclosed', 'metadata', 'unsent', 'resend', 'perceive'],
  ...['127.0.0.1', '::1', '[info]', '=', '"', '12:30:59.100', '2026-03-01', 'Listening', 'Wating'],
)

/** A line with these facts in any order, and other words between them. */
function lineOf(facts: readonly string[]): fc.Arbitrary<string> {
  const order = fc.shuffledSubarray([...facts], { minLength: facts.length })
  const gaps = fc.array(fc.array(filler, { maxLength: 4 }), {
    minLength: facts.length + 1,
    maxLength: facts.length + 1,
  })
  return fc.tuple(order, gaps).map(([words, between]) => {
    return between.flatMap((gap, at) => [...gap, ...words.slice(at, at + 1)]).join(' ')
  })
}

/** Numbers that nearly are the right one, or hold it. */
const another = fc.constantFrom<(fact: string) => string>(
  (fact) => fact.replace(/\d+/, (number) => `8${number}`),
  (fact) => fact.replace(/\d+/, (number) => `${number}8`),
  (fact) => fact.replace(/\d+/, (number) => `${Number(number) + 1}`),
  (fact) => fact.replace(/\d+/, (number) => `${Number(number) - 1}`),
  (fact) => fact.replace(/\d/, ''),
)
