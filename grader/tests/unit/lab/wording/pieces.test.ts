import { describe, expect, test } from 'vitest'
import { joinsTo } from '../../../../lab/wording/pieces.ts'
import { Wording } from '../../../../lab/wording/wording.ts'
import { printing } from './printing.ts'

/** Digits stand where frames have numbers, and a space where a cut of 16 bytes begins a piece. */
const REPLY = '7 4a2B9d 33xY5z1 8w6E4r2T9y7U5i3O'

function hexOf(text: string): string {
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

type Print = (piece: string, at: number) => string
const FRAMES: [string, Print][] = [
  ['plain', (piece) => ` ${piece}`],
  ['without a space', (piece) => `:${piece}`],
  ['quoted', (piece) => `: "${piece}"`],
  ['a count before', (piece) => ` ${piece.length} bytes: ${piece}`],
  [
    'a count behind',
    (piece) => `: ${piece} (${piece.length} byte${piece.length === 1 ? '' : 's'})`,
  ],
  ['an index', (piece, at) => ` chunk ${at + 1}: ${piece}`],
  ['a running total', (piece, at) => `: ${piece} [${at}/33]`],
  ['a time stamp', (piece, at) => ` at 12:00:${10 + at}.${100 + at}Z: ${piece}`],
  ['a hex dump before', (piece) => `: ${hexOf(piece).padEnd(48)}|${piece}|`],
  ['a hex dump behind', (piece) => `: "${piece}" (${hexOf(piece)})`],
  ['the words for each', (piece, at) => ` ${at === 0 ? 'the first' : 'another'} piece -> ${piece}`],
  ['a table', (piece) => ` │ ${piece.padEnd(20)} │`],
  ['a narrow table', (piece) => `|${piece.padEnd(16)}|`],
  ['a table to the right', (piece) => `|${piece.padStart(16)}|`],
  ['a bar behind', (piece, at) => `: ${piece} [${'#'.repeat(at)}${'.'.repeat(33 - at)}]`],
  ['a bar before', (piece, at) => ` [${'='.repeat(at).padEnd(33)}] ${piece}`],
]

const EVERY = [...' abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']

test.each([
  ['a line for each', (all: string[]) => all.map((it) => `: ${it}`)],
  ['all in one line', (all: string[]) => [`: ${all.join(' ')}`]],
  ['many long lines', (all: string[]) => Array.from({ length: 500 }, () => `: ${all.join(' ')}`)],
  ['a very long line', (all: string[]) => [`: ${all.join(' ').repeat(200)}`]],
])('no pieces are picked from every character there is: %s', (_, print) => {
  const all = Array.from({ length: REPLY.length }, () => EVERY).flat()
  expect(joinsTo(print(all), REPLY, 16)).toBe(false)
})

describe.each(FRAMES)('in lines that are %s', (_, print) => {
  test.for([1, 2, 3, 5, 7, 11, 15, 16])('pieces of %i bytes join', (size) => {
    expect(joinsTo(cut(REPLY, size).map(print), REPLY, 16)).toBe(true)
  })

  test.for([17, 20, 33])('pieces of %i bytes are too long', (size) => {
    expect(joinsTo(cut(REPLY, size).map(print), REPLY, 16)).toBe(false)
    expect(joinsTo(cut(REPLY, size).map(print), REPLY, Number.POSITIVE_INFINITY)).toBe(true)
  })

  test.for<[string, (pieces: string[]) => string[]]>([
    ['one is missing', ([first, , ...rest]) => [first as string, ...rest]],
    ['the last is missing', (pieces) => pieces.slice(0, -1)],
    ['two have changed places', ([a, b, ...rest]) => [b as string, a as string, ...rest]],
    ['one is there twice', ([first, ...rest]) => [first as string, first as string, ...rest]],
    ['there is more', (pieces) => [...pieces, REPLY.slice(0, 8)]],
    [
      'each holds all that came',
      (pieces) => pieces.map((_, at) => pieces.slice(0, at + 1).join('')),
    ],
  ])('they do not join when %s', ([, change]) => {
    expect(joinsTo(change(cut(REPLY, 8)).map(print), REPLY, 16)).toBe(false)
  })
})

test('a piece may be a single space, but no space may be lost', () => {
  const lines = cut(REPLY, 1).map((piece) => ` ${piece}`)
  expect(lines).toContain('  ')
  expect(joinsTo(lines, REPLY, 16)).toBe(true)
  expect(
    joinsTo(
      lines.map((line) => line.trimEnd()),
      REPLY,
      16,
    ),
  ).toBe(false)
})

test('other lines may stand between and after', () => {
  const lines = cut(REPLY, 16).flatMap((piece) => [` ${piece}`, ' and so on'])
  expect(joinsTo([' something', ...lines, ' everything', ` all: ${REPLY}`], REPLY, 16)).toBe(true)
})

test('a line that says it all is enough where pieces are not asked for', () => {
  const soFar = cut(REPLY, 8).map((_, at, pieces) => ` ${pieces.slice(0, at + 1).join('')}`)
  expect(joinsTo(soFar, REPLY, Number.POSITIVE_INFINITY)).toBe(true)
})

test('nothing is no text', () => {
  expect(joinsTo([], REPLY, 16)).toBe(false)
  expect(joinsTo([''], REPLY, 16)).toBe(false)
})

describe('Received', () => {
  const wording = new Wording(false)
  const says = (print: Print) =>
    wording.saysReceived(printing(...cut(REPLY, 16).map(print)), REPLY, 16, 'Received:')

  test.for<[string, Print]>([
    ['the sheet', (piece) => `Received: ${piece}`],
    ['shouting', (piece) => `RECEIVED ${piece}`],
    ['misspelt', (piece) => `recieved> ${piece}`],
    ['Python', (piece) => `Received: b'${piece}'`],
    ['colours', (piece) => `\x1b[36mReceived:\x1b[0m \x1b[1m${piece}\x1b[0m`],
    ['a clock', (piece, at) => `12:00:0${at}.5 [client] Received: ${piece}`],
    ['the piece first', (piece) => `"${piece}" received`],
  ])('with %s', ([, print]) => expect(says(print)).toBe(true))

  test.for<[string, Print]>([
    ['Got', (piece) => `Got: ${piece}`],
    ['a line of its own', (piece) => `Received:\n${piece}`],
    ['a Buffer', (piece) => `Received: <Buffer ${Buffer.from(piece).toString('hex')}>`],
  ])('not with %s', ([, print]) => expect(says(print)).toBe(false))
})

function cut(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []
}
