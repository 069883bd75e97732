import { expect, test } from 'vitest'
import { saysWord, type Word, wordOf, wordsIn } from '../../../../lab/wording/words.ts'

test.for<[string, Word | undefined]>([
  ['HIGHER', 'HIGHER'],
  ['lower\n', 'LOWER'],
  ['Try HIGHER!', 'HIGHER'],
  ["b'CORRECT'", 'CORRECT'],
  ['>>> "Correct", you got it', 'CORRECT'],
  ['\x1b[32mCORRECT\x1b[0m', 'CORRECT'],
  ['lower, lower, LOWER', 'LOWER'],
  ['HIGHER\0', 'HIGHER'],
  ['1_higher_', 'HIGHER'],
  ['Incorrect', undefined],
  ['Correctly', undefined],
  ['HIGHER2', undefined],
  ['éhigher', undefined],
  ['too high', undefined],
  ['HIGHER or LOWER?', undefined],
  ['', undefined],
])('%j says %s', ([text, word]) => {
  expect(wordOf(text)).toBe(word)
})

test.for<[string, Word[]]>([
  ['HIGHER\nLOWER', ['HIGHER', 'LOWER']],
  ['HIGHER\r\nCORRECT\r\n', ['HIGHER', 'CORRECT']],
  ['Is it HIGHER or LOWER?\nLOWER', ['LOWER']],
  ['Not CORRECT, go HIGHER', ['HIGHER']],
  ['HIGHER LOWER CORRECT', []],
  ['nothing\n', []],
])('%j says, line by line, %j', ([text, words]) => {
  expect([...wordsIn(text)]).toEqual(words)
})

test.for<[string, Word, boolean]>([
  ['It is HIGHER', 'HIGHER', true],
  ['It is HIGHER', 'LOWER', false],
  ['Not CORRECT, go LOWER', 'LOWER', true],
  ['I say HIGHER, LOWER or CORRECT\nLOWER', 'LOWER', true],
  ['HIGHER LOWER CORRECT', 'LOWER', false],
])('%j tells %s: %s', ([text, word, tells]) => {
  expect(saysWord(text, word)).toBe(tells)
})

test.for<[string, string, Word, boolean]>([
  ['1. HIGHER', '1. HIGHER\n2. LOWER', 'LOWER', true],
  ['1. HIGHER\n2. LOWER', '1. HIGHER\n2. LOWER\n3. CORRECT', 'CORRECT', true],
  ['LOWER', 'CORRECT\nHIGHER: 1\nLOWER: 1\nCORRECT: 1', 'CORRECT', true],
  ['HIGHER\nLOWER\nCORRECT', 'HIGHER\nLOWER\nCORRECT', 'LOWER', false],
  ['HIGHER\nLOWER\nCORRECT', 'LOWER\nHIGHER\nLOWER\nCORRECT', 'LOWER', true],
])('after %j, %j tells %s: %s', ([before, text, word, tells]) => {
  expect(saysWord(text, word, before)).toBe(tells)
})
