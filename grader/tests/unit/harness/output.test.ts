import { describe, expect, test } from 'vitest'
import { Output } from '../../../harness/output.ts'

describe('lines', () => {
  test('are cut at newlines, and lose a carriage return', () => {
    expect(texts(heard('one\r\ntwo\n\nfour\n'))).toEqual(['one', 'two', '', 'four'])
  })

  test('may lack the last newline', () => {
    const { lines } = heard('one\ntwo')
    expect(lines.map(({ text, ended }) => [text, ended])).toEqual([
      ['one', true],
      ['two', false],
    ])
    expect(heard('one\n').lines).toHaveLength(1)
  })

  test('keep every space', () => {
    expect(texts(heard('Received:  \n  x \n'))).toEqual(['Received:  ', '  x '])
  })

  test('lose colours and cursor movements, also where a chunk cuts them', () => {
    const output = new Output()
    for (const byte of Buffer.from(
      '\x1b[1;32mSen\x1b[0mding\x1b[K \x1b]8;;http://x\x07a\x1b]8;;\x07\n',
    ))
      output.add('stdout', Uint8Array.of(byte))
    expect(texts(output)).toEqual(['Sending a'])
    expect(output.plainText).toBe('Sending a\n')
  })

  test('are joined from chunks, also where one cuts a character', () => {
    const output = new Output()
    for (const byte of Buffer.from('Grüße 👋\n')) output.add('stdout', Uint8Array.of(byte))
    expect(texts(output)).toEqual(['Grüße 👋'])
    expect(output.size).toBe(13)
  })

  test('survive bytes that are no text', () => {
    const output = new Output()
    output.add('stdout', Buffer.from([0x61, 0xff, 0xfe, 0x0a, 0x62, 0x0a]))
    expect(texts(output)).toEqual(['a\uFFFD\uFFFD', 'b'])
  })

  test('of both streams are told apart, and numbered each by itself', () => {
    const output = new Output()
    output.add('stderr', Buffer.from('err\n'))
    output.add('stdout', Buffer.from('a\nb\n'))
    expect(output.lines.map(({ text, stream, index }) => `${stream} ${index} ${text}`)).toEqual([
      'stdout 0 a',
      'stdout 1 b',
      'stderr 0 err',
    ])
  })

  test('grow as more comes', () => {
    const output = heard('on')
    expect(texts(output)).toEqual(['on'])
    output.add('stdout', Buffer.from('e\ntwo\n'))
    expect(texts(output)).toEqual(['one', 'two'])
  })
})

test('nothing printed is empty, a newline is not', () => {
  expect(new Output().isEmpty).toBe(true)
  expect(new Output().lines).toEqual([])
  expect(heard('\n').isEmpty).toBe(false)
})

test('the plain text has both streams as they came', () => {
  const output = heard('a\n')
  output.add('stderr', Buffer.from('b\n'))
  output.add('stdout', Buffer.from('\x1b[31mc\x1b[0m\n'))
  expect(output.plainText).toBe('a\nb\nc\n')
  expect(output.text('stdout')).toBe('a\n\x1b[31mc\x1b[0m\n')
  expect(output.text('stderr')).toBe('b\n')
})

function heard(text: string): Output {
  const output = new Output()
  output.add('stdout', Buffer.from(text))
  return output
}

function texts(output: Output): string[] {
  return output.lines.map((line) => line.text)
}
