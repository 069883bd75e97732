import { stripVTControlCharacters } from 'node:util'

/** T3's three words. */
export type Word = 'HIGHER' | 'LOWER' | 'CORRECT'

/**
 * Which of the three words a text says, as a whole word in any case; undefined for none, or for
 * more than one. `Incorrect` does not say CORRECT.
 */
export function wordOf(text: string): Word | undefined {
  const said = wordsOf(text)
  return said.size === 1 ? [...said][0] : undefined
}

/** Every word that the lines of a text say, each line by itself: `Not CORRECT, go HIGHER` says HIGHER. */
export function wordsIn(text: string): Set<Word> {
  const words = text.split(/\r?\n/).map((line) => {
    const said = wordsOf(line)
    if (said.size > 1) said.delete('CORRECT')
    return said.size === 1 ? [...said][0] : undefined
  })
  return new Set(words.filter((word) => word !== undefined))
}

/**
 * Whether a text tells this word: it stands in it, and not simply beside both others. A line with
 * all three explains the game, and tells nothing. Of lines that say all three, as a history of the
 * game does, the word counts that they say more often than the text before them did.
 */
export function saysWord(text: string, word: Word, before = ''): boolean {
  const said = saidIn(text)
  if (!said.includes(word)) return false
  const often = (words: Word[]) => words.filter((it) => it === word).length
  return new Set(said).size < 3 || often(said) > often(saidIn(before))
}

/** The words of each line, but for lines with all three. */
function saidIn(text: string): Word[] {
  const lines = text.split(/\r?\n/).map(wordsOf)
  return lines.filter(({ size }) => size < 3).flatMap((words) => [...words])
}

function wordsOf(text: string): Set<Word> {
  const words = [...stripVTControlCharacters(text).matchAll(WORDS)]
  return new Set(words.map((match) => match[0].toUpperCase() as Word))
}

const WORDS = /(?<![\p{L}\p{N}])(?:higher|lower|correct)(?![\p{L}\p{N}])/giu
