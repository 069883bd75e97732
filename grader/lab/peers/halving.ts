import { fail } from '../../harness/check-failed.ts'
import type { LaunchOptions } from '../../harness/launch.ts'
import type { CheckContext } from '../check.ts'
import { isSwapped } from './direction.ts'
import { HIGHEST, heldDraw, LOWEST, Player, told } from './player.ts'

/**
 * Halves the range until CORRECT.
 * @param asksOthers whether a fresh server, with its draws held alike, is asked for other numbers
 * @returns in words, why CORRECT may not have meant the secret
 */
export async function playByHalving(context: CheckContext, asksOthers: boolean): Promise<string[]> {
  for (let game = 1; ; game++) {
    const draw = heldDraw(context)
    const player = await Player.begin(context, draw)
    const secret = await halve(context, player, player.isCharged && game < FORGIVEN)
    player.leave()
    if (secret === undefined) continue
    if (player.replies.length === 1) return [`the first guess, ${secret}, was CORRECT`]
    const other = asksOthers ? await otherCorrect(context, draw, secret) : undefined
    if (other === undefined) return []
    return [`${secret} was CORRECT, and then in a fresh game ${other} was`]
  }
}

/** A secret that the server leaves without an answer is hardly drawn in so many games in a row. */
const FORGIVEN = 4

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
 * @param forgives whether it may be missed, since the server was charged for guesses without an answer
 * @returns the guess that was; undefined when it was missed, and is forgiven
 */
async function halve(
  context: CheckContext,
  player: Player,
  forgives: boolean,
): Promise<number | undefined> {
  let [low, high] = [LOWEST, HIGHEST]
  // Any first guess near the middle leaves six more for the rest; a fixed one could be the secret.
  let guess = context.random.whole(40, 60)
  for (let guesses = 0; guesses < 7 && low <= high; guesses++) {
    const reply = forgives
      ? await player.askNear(guess, 0, { low, high })
      : await player.mustAsk(guess, 0, { low, high })
    if (!reply) return undefined
    if (reply.word === 'CORRECT') return reply.guess
    const isHigher = (reply.word === 'HIGHER') !== isSwapped(context)
    if (isHigher) low = reply.guess + 1
    else high = reply.guess - 1
    guess = Math.floor((low + high) / 2)
  }
  if (forgives) return undefined
  const game = player.replies.map(told).join(', ')
  const end = low > high ? ', and no number is left' : ''
  return fail({
    expected: 'CORRECT within 7 guesses, halving 1 to 100',
    seen: `the game went ${game}${end}`,
  })
}
