import type { CheckContext } from '../check.ts'
import { isSwapped } from './direction.ts'
import { HIGHEST, LOWEST, type Player, type Reply } from './player.ts'

/** So few numbers may be left when the nonsense comes: another secret is hardly ever one of them. */
const CLOSE = 4

/**
 * Guesses until few numbers are left between the last HIGHER and the last LOWER. The guesses are
 * drawn, so that no secret is on the way in every game.
 * @returns those two answers, fewer at the range's ends, and none when CORRECT came before
 */
export async function closeIn(context: CheckContext, player: Player): Promise<Reply[]> {
  let [low, high] = [LOWEST, HIGHEST - 1]
  const edges: { below?: Reply; above?: Reply } = {}
  while (high - low >= CLOSE) {
    const quarter = Math.floor((high - low) / 4)
    const guess = context.random.whole(low + quarter, high - quarter)
    const reply = await player.mustAsk(guess, 0, { low, high })
    if (reply.word === 'CORRECT') return []
    const isBelow = (reply.word === 'HIGHER') !== isSwapped(context)
    if (isBelow) low = reply.guess + 1
    else high = reply.guess - 1
    edges[isBelow ? 'below' : 'above'] = reply
  }
  return [edges.below, edges.above].filter((edge) => edge !== undefined)
}
