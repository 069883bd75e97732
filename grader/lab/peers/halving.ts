import { fail } from '../../harness/check-failed.ts'
import type { LaunchOptions } from '../../harness/launch.ts'
import type { CheckContext } from '../check.ts'
import { isSwapped } from './direction.ts'
import { HIGHEST, heldDraw, LOWEST, Player, type Reply, told } from './player.ts'

/**
 * Halves the range until CORRECT.
 * @param asksOthers whether a fresh server, with its draws held alike, is asked for other numbers
 * @returns in words, why CORRECT may not have meant the secret
 */
export async function playByHalving(context: CheckContext, asksOthers: boolean): Promise<string[]> {
  const draw = heldDraw(context)
  const player = await Player.begin(context, draw)
  const secret = await halve(context, player, context.random.whole(40, 60))
  player.leave()
  if (player.replies.length === 1) return [`the first guess, ${secret}, was CORRECT`]
  const other = asksOthers ? await otherCorrect(context, draw, secret) : undefined
  return other === undefined ? [] : [`${secret} was CORRECT, and then in a fresh game ${other} was`]
}

/** A server that is known not to answer some guesses is asked the next number instead: it was charged for them. */
async function askNear(
  { outcomeOf }: CheckContext,
  player: Player,
  guess: number,
  next: number,
): Promise<Reply> {
  const isCharged = outcomeOf('t3.server.answers')?.result === 'failed'
  const reply = isCharged ? await player.ask(guess) : undefined
  return reply ?? player.mustAsk(isCharged ? next : guess)
}

/** The first of some numbers that are not the secret to which a fresh server says CORRECT. */
async function otherCorrect(
  context: CheckContext,
  draw: LaunchOptions,
  secret: number,
): Promise<number | undefined> {
  const player = await Player.begin(context, draw)
  const others = [HIGHEST - 1, LOWEST, secret + 1, secret - 1]
  for (const guess of others.filter((it) => it !== secret && it >= LOWEST && it < HIGHEST)) {
    if ((await player.ask(guess))?.word === 'CORRECT') return guess
  }
  player.leave()
  return undefined
}

/**
 * Guesses by halving, and fails the check unless the seventh at the latest is CORRECT.
 * @returns the guess that was
 */
async function halve(context: CheckContext, player: Player, first: number): Promise<number> {
  let [low, high] = [LOWEST, HIGHEST]
  while (player.replies.length < 7) {
    // Any first guess near the middle leaves six more for the rest; a fixed one could be the secret.
    const guess = player.replies.length === 0 ? first : Math.floor((low + high) / 2)
    const reply = await askNear(context, player, guess, guess < high ? guess + 1 : guess - 1)
    if (reply.word === 'CORRECT') return reply.guess
    const isHigher = (reply.word === 'HIGHER') !== isSwapped(context)
    if (isHigher) low = Math.min(reply.guess + 1, HIGHEST)
    else high = Math.max(reply.guess - 1, LOWEST)
    if (low > high) break
  }
  const game = player.replies.map(told).join(', ')
  const end = low > high ? ', and no number is left' : ''
  return fail({
    expected: 'CORRECT within 7 guesses, halving 1 to 100',
    seen: `the game went ${game}${end}`,
  })
}
