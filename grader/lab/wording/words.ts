import { stripVTControlCharacters } from 'node:util'

/** T3's three words. */
export type Word = 'HIGHER' | 'LOWER' | 'CORRECT'

/**
 * Which of the three words a text says, as a whole word in any case; undefined for none, or for
 * more than one. `Incorrect` does not say CORRECT.
 */
export function wordOf(text: string): Word | undefined {
  const said = new Set(
    [...stripVTControlCharacters(text).matchAll(WORDS)].map((match) => match[0].toUpperCase()),
  )
  return said.size === 1 ? ([...said][0] as Word) : undefined
}

/** Every word that the lines of a text say, each line by itself. */
export function wordsIn(text: string): Set<Word> {
  const words = text.split(/\r?\n/).map(wordOf)
  return new Set(words.filter((word) => word !== undefined))
}

/** Whether a text tells this word: it stands in it, and not simply beside both others. */
export function saysWord(text: string, word: Word): boolean {
  const said = new Set(
    [...stripVTControlCharacters(text).matchAll(WORDS)].map((match) => match[0].toUpperCase()),
  )
  return said.has(word) && said.size < 3
}

const WORDS = /(?<![\p{L}\p{N}])(?:higher|lower|correct)(?![\p{L}\p{N}])/giu
