import { expect, test } from 'vitest'
import type { Phrase } from '../../lab/wording/phrases.ts'
import { Wording } from '../../lab/wording/wording.ts'
import { message, printingLines } from './arbitraries.ts'
import fc from './seeded.ts'

const wording = new Wording(true)
type Given = { port: number; count: number; message: string }
type Rule = { line(given: Given): string; phrase(given: Given): Phrase }

/** The sheet's lines, and what is held against them. */
const RULES: Rule[] = [
  {
    line: ({ port }) => `Starting up echo server on localhost port ${port}`,
    phrase: ({ port }) => wording.starting(port),
  },
  { line: () => 'Waiting to receive message from client', phrase: () => wording.waiting() },
  {
    line: ({ port }) => `Connecting to localhost port ${port}`,
    phrase: ({ port }) => wording.connecting(port),
  },
  { line: () => 'Closing connection to the server', phrase: () => wording.closing() },
  {
    line: ({ port, message }) => `sent ${message} bytes back to ('127.0.0.1', ${port})`,
    phrase: ({ port, message }) => wording.sentBackTo(port, message),
  },
  {
    line: ({ count, port }) => `received ${count} bytes from 127.0.0.1:${port}`,
    phrase: ({ count, port, message }) => wording.receivedCount(count, port, message),
  },
  {
    line: ({ count, port }) => `sent ${count} bytes back to ::1:${port}`,
    phrase: ({ count, port, message }) => wording.sentCount(count, port, message),
  },
]

test("to the letter, the sheet's line counts, and not with one letter of it changed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...RULES), given, fc.nat(), letter, (rule, it, nth, letter) => {
      const line = rule.line(it)
      const at = [...line.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index)
      const place = at[nth % at.length] as number
      fc.pre(line[place] !== letter)
      const changed = line.slice(0, place) + letter + line.slice(place + 1)
      const finds = (text: string) => wording.find(printingLines([text]), rule.phrase(it)).length
      expect([finds(line), finds(changed)]).toEqual([1, 0])
    }),
  )
})

const given = fc.record({
  port: fc.integer({ min: 10_240, max: 60_000 }),
  count: fc.integer({ min: 13, max: 99 }),
  message,
})

/** What a letter is changed to: another one, or nothing. */
const letter = fc.constantFrom('', ...'xQ7')
