import type { Datagram } from '../../harness/udp-socket.ts'
import type { CheckContext } from '../check.ts'
import type { Word } from '../wording/words.ts'
import type { Game } from './game.ts'

/**
 * Guesses for which the answers can all be true, so that a client that refuses what can't be right
 * any more takes them. The secret that they lead to is not in the middle, where a client that makes
 * its answers up would look for it.
 */
export function guessesFor({ random }: CheckContext, answers: readonly Word[]): number[] {
  const draw = (low: number, high: number) => {
    const numbers = Array.from({ length: high - low + 1 }, (_, at) => low + at)
    return random.shuffle(numbers).slice(0, answers.length)
  }
  const below = draw(52, 64).sort((left, right) => right - left)
  const above = draw(71, 98).sort((left, right) => left - right)
  const guesses = { HIGHER: below, LOWER: above, CORRECT: draw(65, 70) }
  return answers.map((answer) => guesses[answer].pop() as number)
}

/** A guess that was typed, and the datagram that it became. */
type Sent = { guess: number; datagram: Datagram }

/**
 * Types the guesses.
 * @returns which were sent, and which were refused: not sent, while a later one was. That a client
 * takes no more of them is another check's matter.
 */
export async function typeAll(
  game: Game,
  guesses: readonly number[],
): Promise<{ sent: Sent[]; refused: number[] }> {
  const sent: Sent[] = []
  const refused: number[] = []
  let silent: number[] = []
  for (const guess of guesses) {
    const datagram = game.client.isOver ? undefined : await game.guess(guess)
    if (!datagram) {
      silent.push(guess)
      continue
    }
    sent.push({ guess, datagram })
    refused.push(...silent)
    silent = []
  }
  return { sent, refused }
}

/** A guess as the server reads it: 07 is 7 in decimal text, too. */
export function textOf({ bytes }: Datagram): string {
  return bytes
    .toString('utf8')
    .trim()
    .replace(/^0+(?=\d)/, '')
}
