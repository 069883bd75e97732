import { describe, expect, test } from 'vitest'
import type { Output } from '../../harness/output.ts'
import { Wording } from '../../lab/wording/wording.ts'
import { wordsIn } from '../../lab/wording/words.ts'
import {
  chunksOf,
  cuts,
  printedLine,
  printedText,
  printing,
  printingLines,
  REPLY,
} from './arbitraries.ts'
import fc from './seeded.ts'

describe('however a stream is cut into chunks', () => {
  test('its lines are the same, whichever chunk of the other stream comes between', () => {
    fc.assert(
      fc.property(printedText, printedText, cuts, cuts, (stdout, stderr, at, other) => {
        const cut = printing({ stdout: chunksOf(stdout, at), stderr: chunksOf(stderr, other) })
        const whole = printing({ stdout: chunksOf(stdout, []), stderr: chunksOf(stderr, []) })
        expect(cut.lines).toEqual(whole.lines)
      }),
    )
  })

  test('every rule of the wording says the same of it', () => {
    const lines = fc.array(printedLine, { maxLength: 12 })
    fc.assert(
      fc.property(lines, cuts, fc.boolean(), (lines, at, strict) => {
        const cut = judged(printingLines(lines, at), strict)
        expect(cut).toEqual(judged(printingLines(lines), strict))
      }),
    )
  })

  test("the same of T3's words are read in it", () => {
    fc.assert(
      fc.property(printedText, cuts, (text, at) => {
        const cut = printing({ stdout: chunksOf(text, at) })
        const whole = printing({ stdout: chunksOf(text, []) })
        expect(wordsIn(cut.plainText)).toEqual(wordsIn(whole.plainText))
      }),
    )
  })
})

/** Everything that the wording rules can say of an output. */
function judged(output: Output, strict: boolean): unknown {
  const wording = new Wording(strict)
  const phrases = [
    wording.starting(9900),
    wording.waiting(),
    wording.connecting(9900),
    wording.closing(),
    wording.sentBackTo(9900, REPLY),
    wording.receivedCount(33, 9900, REPLY),
    wording.sentCount(33, 9900, REPLY),
  ]
  return [
    ...phrases.map((phrase) => wording.find(output, phrase).map((line) => line.index)),
    wording.saysSending(output, REPLY),
    wording.saysData(output, REPLY),
    wording.saysReceived(output, REPLY, 16, 'Received:'),
  ]
}
