import { fail } from '../../harness/check-failed.ts'
import { HIGHEST, LOWEST, type Player, told } from './player.ts'

/**
 * Guesses by halving, and fails the check unless the seventh at the latest is CORRECT.
 * @returns the guess that was
 */
export async function halve(player: Player, isSwapped: boolean, first: number): Promise<number> {
  let [low, high] = [LOWEST, HIGHEST]
  while (player.replies.length < 7) {
    // Any first guess near the middle leaves six more for the rest; a fixed one could be the secret.
    const guess = player.replies.length === 0 ? first : Math.floor((low + high) / 2)
    const reply = await player.mustAsk(guess)
    if (reply.word === 'CORRECT') return guess
    const isHigher = (reply.word === 'HIGHER') !== isSwapped
    if (isHigher) low = Math.min(guess + 1, HIGHEST)
    else high = Math.max(guess - 1, LOWEST)
    if (low > high) break
  }
  const game = player.replies.map(told).join(', ')
  const end = low > high ? ', and no number is left' : ''
  return fail({
    expected: 'CORRECT within 7 guesses, halving 1 to 100',
    seen: `the game went ${game}${end}`,
  })
}
