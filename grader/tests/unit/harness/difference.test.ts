import { describe, expect, test } from 'vitest'
import { difference } from '../../../harness/difference.ts'

const MESSAGE = 'Grüße, abc DEF 123'

describe('the kind of difference is named', () => {
  test.for([
    ['case changed', MESSAGE.toUpperCase().replace('SS', 'ß'), 'upper and lower case were changed'],
    ['newline added', `${MESSAGE}\n`, 'a newline was added at its end'],
    ['cut short', MESSAGE.slice(0, 9), 'it was cut short: 11 of 20 bytes came'],
    ['twice', MESSAGE + MESSAGE, 'it came twice'],
    ['suffix', `${MESSAGE}!!`, 'something was added at its end: "!!"'],
    ['prefix', `> ${MESSAGE}`, 'something was added before it: "> "'],
    ['turned round', 'cba', 'it was turned round'],
  ] as const)('%s', ([name, actual, kind]) => {
    const expected = name === 'turned round' ? 'abc' : MESSAGE
    expect(difference(Buffer.from(expected), Buffer.from(actual))[0]).toBe(`${kind}.`)
  })

  test('bytes that were decoded and encoded again', () => {
    const bytes = Buffer.from([0x41, 0xff, 0xfe, 0x42])
    const damaged = Buffer.from(bytes.toString('utf8'))
    expect(difference(bytes, damaged)[0]).toContain('EF BF BD')
  })
})

test('equal bytes have no difference', () => {
  expect(difference(Buffer.from('same'), Buffer.from('same'))).toEqual([])
})

test('the caret stands under the first wrong byte, in hex and in text', () => {
  const lines = difference(Buffer.from('0123456789'), Buffer.from('01234X6789!'))
  expect(lines).toEqual([
    'the first difference is at byte 5:',
    '  expected  30 31 32 33 34 35 36 37 38 39              0123456789',
    '  received  30 31 32 33 34 58 36 37 38 39 21           01234X6789!',
    '                           ^^                               ^',
  ])
})
