import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import { state } from '../describe.ts'
import type { Word } from '../wording/words.ts'
import { isSwapped } from './direction.ts'
import { HIGHEST, LOWEST, type Player, type Reply, told } from './player.ts'

/**
 * One player goes up from 1, the other down from 99, both at once: some secret must fit all that
 * both are told.
 * @param inward how far from the ends they begin, so that a secret there does not end every game
 * @returns false when the game was over too soon
 */
export async function playBoth(
  context: CheckContext,
  player: Player,
  inward: number,
): Promise<boolean> {
  const up = isSwapped(context) ? 'LOWER' : 'HIGHER'
  const said: Reply[] = []
  for (let step = 0; step < 8; step++) {
    const guesses = [LOWEST + inward + step, HIGHEST - 1 - inward - step]
    const replies = await Promise.all(guesses.map((guess, socket) => player.ask(guess, socket)))
    if (replies.some((reply) => reply?.word === 'CORRECT')) return step > 3
    for (const [at, reply] of replies.entries()) {
      if (reply?.word) said.push(reply)
      else await expectCharged(player, at, guesses[at] as number, reply)
    }
    if (!fits(context, said, up)) {
      fail({
        expected: PLAYERS,
        seen: `no secret fits what they were told: ${said.map(told).join(', ')}`,
      })
    }
  }
  return true
}

/** A guess that gets no right answer from a single player either is `answers`' matter, which was charged for it. */
async function expectCharged(
  player: Player,
  socket: number,
  guess: number,
  reply: Reply | undefined,
): Promise<void> {
  if (player.isCharged && !(await player.ask(guess, socket))?.word) return
  const answer = reply ? `was told ${told(reply)}` : `got no answer to ${guess}`
  fail({ expected: PLAYERS, seen: `player ${socket + 1} ${answer}; ${state(player.server)}` })
}

/** Whether some secret fits all answers. A server without CORRECT says something else to the secret itself. */
function fits(context: CheckContext, said: readonly Reply[], up: Word): boolean {
  const hasCorrect = context.outcomeOf('t3.server.converges')?.result === 'held'
  const fitsOne = (secret: number, { guess, word }: Reply) =>
    (guess === secret && !hasCorrect) || (word === up ? guess < secret : guess > secret)
  const secrets = Array.from({ length: HIGHEST }, (_, index) => index + LOWEST)
  return secrets.some((secret) => said.every((reply) => fitsOne(secret, reply)))
}

const PLAYERS = 'each of two players at once to get the right answers'
