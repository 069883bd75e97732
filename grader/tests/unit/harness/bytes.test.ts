import { describe, expect, test } from 'vitest'
import { count, firstDifference, show, showLike } from '../../../harness/bytes.ts'

describe('show', () => {
  test.for<[string, string]>([
    ['plain text', '"plain text"'],
    ['', '""'],
    ['two\nlines\r\n', String.raw`"two\nlines\r\n"`],
    ['a "quote" and a \\', String.raw`"a \"quote\" and a \\"`],
    ['\t\0\x1b\x7f', String.raw`"\t\u{0}\u{1b}\u{7f}"`],
    ['Grüße 👋', '"Grüße 👋"'],
    [
      'zero\u200Bwidth \uFEFFmark \u2028line',
      String.raw`"zero\u{200b}width \u{feff}mark \u{2028}line"`,
    ],
  ])('%j', ([text, shown]) => {
    expect(show(Buffer.from(text))).toBe(shown)
  })

  test('bytes that are no text are told by their values', () => {
    expect(show(Buffer.from([0x41, 0xff, 0x00, 0x0a, 0xc3]))).toBe(String.raw`"A\xff\x00\n\xc3"`)
  })

  test('so are characters that stand for bytes that were none', () => {
    expect(show(Buffer.from('a\uFFFD'))).toBe(String.raw`"a\xef\xbf\xbd"`)
  })

  test('and text that came in place of bytes', () => {
    const bytes = Buffer.from([0xe9])
    expect(showLike(bytes, Buffer.from('é'))).toBe(String.raw`"\xc3\xa9"`)
    expect(showLike(Buffer.from('e'), Buffer.from('é'))).toBe('"é"')
  })

  test('a long text never looks like the whole', () => {
    expect(show(Buffer.from('x'.repeat(80)), 80)).toBe(`"${'x'.repeat(80)}"`)
    expect(show(Buffer.from('x'.repeat(81)), 80)).toBe(`"${'x'.repeat(80)}" … (81 bytes in all)`)
    expect(show(Buffer.from('ü'.repeat(9)), 5)).toBe('"üüüüü" … (18 bytes in all)')
  })
})

test.for<[string, string, number | undefined]>([
  ['same', 'same', undefined],
  ['', '', undefined],
  ['abc', 'abd', 2],
  ['abc', 'ab', 2],
  ['', 'a', 0],
])('%j and %j begin to differ at %s', ([left, right, at]) => {
  expect(firstDifference(Buffer.from(left), Buffer.from(right))).toBe(at)
  expect(firstDifference(Buffer.from(right), Buffer.from(left))).toBe(at)
})

test('one byte, two bytes', () => {
  expect([0, 1, 2].map((number) => count(number, 'byte'))).toEqual(['0 bytes', '1 byte', '2 bytes'])
})
