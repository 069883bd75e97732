import { show } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import type { Player, Reply } from './player.ts'

/** Asks the same numbers again and again, from several ports. @returns false when one was CORRECT at once */
export async function keepsAnswering(
  context: CheckContext,
  player: Player,
  guesses: readonly number[],
): Promise<boolean> {
  const first = new Map<number, Reply>()
  for (let round = 0; round < 10; round++) {
    for (const guess of context.random.shuffle(guesses)) {
      const reply = await player.mustAsk(guess, (round + guess) % player.sockets)
      const before = first.get(guess) ?? reply
      if (before.word === 'CORRECT') return false
      first.set(guess, before)
      if (before.word === reply.word) continue
      const seen = `to the guess ${guess} it said first ${show(Buffer.from(before.text))}, then ${show(Buffer.from(reply.text))}`
      fail({ expected: 'the same answer to the same guess until it is CORRECT', seen })
    }
  }
  return true
}
