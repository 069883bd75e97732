import { describe, expect, test } from 'vitest'
import type { Output } from '../../harness/output.ts'
import { Wording } from '../../lab/wording/wording.ts'
import { wordOf } from '../../lab/wording/words.ts'
import { cuts, message, printingLines } from './arbitraries.ts'
import fc from './seeded.ts'

const wording = new Wording(false)
const MOST = 16
const VALUES = [
  { keyword: 'Sending', says: (it: Output, text: string) => wording.saysSending(it, text) },
  { keyword: 'Data', says: (it: Output, text: string) => wording.saysData(it, text) },
  {
    keyword: 'Received',
    says: (it: Output, text: string) => wording.saysReceived(it, text, MOST, 'Received:'),
  },
]

describe.each(VALUES)('the value after `$keyword`', ({ keyword, says }) => {
  test('counts in pieces', () => {
    fc.assert(
      fc.property(pieces, frame, cuts, (parts, around, at) => {
        const lines = parts.map((piece, nth) => `${keyword}${around(piece, nth)}`)
        expect(says(printingLines(lines, at), parts.join(''))).toBe(true)
      }),
    )
  })

  test('never counts where a part of it is missing, or is another', () => {
    fc.assert(
      fc.property(pieces, frame, damage, fc.nat(), cuts, (parts, around, spoil, nth, at) => {
        const spoiled = spoil(parts, nth % parts.length)
        fc.pre(spoiled.join('') !== parts.join(''))
        const lines = spoiled.map((piece, index) => `${keyword}${around(piece, index)}`)
        expect(says(printingLines(lines, at), parts.join(''))).toBe(false)
      }),
    )
  })

  test('never counts without its keyword', () => {
    fc.assert(
      fc.property(pieces, frame, cuts, (parts, around, at) => {
        const lines = parts.map((piece, nth) => `Got${around(piece, nth)}`)
        const all = [keyword, ...lines, `un${keyword}`]
        expect(says(printingLines(all, at), parts.join(''))).toBe(false)
      }),
    )
  })
})

test('pieces that are too long never count', () => {
  fc.assert(
    fc.property(message, frame, fc.integer({ min: MOST + 1, max: 33 }), (text, around, size) => {
      fc.pre(size <= text.length)
      const parts = [text.slice(0, size), text.slice(size)].filter((part) => part !== '')
      const lines = parts.map((piece, nth) => `Received${around(piece, nth)}`)
      expect(wording.saysReceived(printingLines(lines), text, MOST, 'Received:')).toBe(false)
    }),
  )
})

describe("T3's three words", () => {
  const words = ['HIGHER', 'LOWER', 'CORRECT']

  test('count as whole words in any case, among words that only hold them', () => {
    const cased = fc.constantFrom(...words).chain((word) => fc.mixedCase(fc.constant(word)))
    fc.assert(
      fc.property(cased, near, near, (word, before, after) => {
        expect(wordOf([...before, word, ...after].join(' '))).toBe(word.toUpperCase())
      }),
    )
  })

  test('never count where none of them is, or several are', () => {
    const several = fc.shuffledSubarray(words, { minLength: 2 })
    fc.assert(
      fc.property(fc.oneof(several, fc.constant([])), near, (said, others) => {
        expect(wordOf([...others, ...said].join(' '))).toBe(undefined)
      }),
    )
  })
})

const near = fc.array(
  fc.constantFrom('Incorrect', 'correctly', 'slower', 'LOWERED', 'highers', 'try', '50', '!', '->'),
  { maxLength: 4 },
)

/** A message in pieces that are not too long. */
const pieces = fc
  .tuple(message, fc.array(fc.integer({ min: 1, max: MOST }), { minLength: 33, maxLength: 33 }))
  .map(([text, sizes]) => {
    const ends = sizes.map((_, nth) => sizes.slice(0, nth).reduce((sum, size) => sum + size, 0))
    return ends.map((end, nth) => text.slice(end, ends[nth + 1])).filter((piece) => piece !== '')
  })

/** What stands around a piece: the same in each line, but for its numbers. */
const frame = fc.constantFrom<(piece: string, nth: number) => string>(
  (piece) => `: ${piece}`,
  (piece) => `: '${piece}'`,
  (piece) => ` b'${piece}'`,
  (piece, nth) => ` (${nth + 1}): ${piece}`,
  (piece) => `: ${piece} [${piece.length} bytes]`,
)

/** What may become of pieces so that they are the message no more. */
const damage = fc.constantFrom<(parts: readonly string[], at: number) => string[]>(
  (parts, at) => parts.toSpliced(at, 1),
  (parts, at) => parts.with(at, (parts[at] as string).slice(1)),
  (parts, at) => parts.with(at, (parts[at] as string).slice(0, -1)),
  (parts, at) => parts.with(at, (parts[at] as string).toLowerCase()),
  (parts, at) => parts.with(at, (parts[at] as string).replace(/\w/, '_')),
  (parts) => parts.toReversed(),
)
