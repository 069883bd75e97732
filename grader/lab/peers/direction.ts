import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import type { Word } from '../wording/words.ts'
import { HIGHEST, LOWEST, type Player, type Reply, told } from './player.ts'

/** Whether the server is known to have the two words the wrong way round: then it is read so. */
export function isSwapped({ outcomeOf }: CheckContext): boolean {
  return outcomeOf('t3.server.direction')?.kind === 'swapped'
}

/** Guesses from both ends towards the middle, until CORRECT. */
export async function fromOutside(player: Player, highFirst: boolean): Promise<number | undefined> {
  for (let step = 0; step < HIGHEST / 2; step++) {
    const ends = [HIGHEST - step, LOWEST + step]
    for (const guess of highFirst ? ends : ends.reverse()) {
      const reply = await player.ask(guess)
      if (reply?.word === 'CORRECT') return guess
      if (!reply && player.server.isOver) return undefined
    }
  }
  return undefined
}

/** Fails the check where a server that never says CORRECT never changes its answer either. */
export function expectTurn(replies: readonly Reply[]): void {
  const [word, ...others] = new Set(replies.map((reply) => reply.word))
  if (word === undefined || others.length > 0) return
  const expected = 'HIGHER below the secret, LOWER above it, and CORRECT for the secret'
  fail({ expected, seen: `it answered ${word} to each number from ${LOWEST} to ${HIGHEST}` })
}

/** Where a server that never says CORRECT changes its answer, counted upwards. */
export function turningPoint(replies: readonly Reply[]): number {
  const upwards = replies.toSorted((left, right) => left.guess - right.guess)
  const turn = upwards.find((reply, at) => at > 0 && reply.word !== upwards[at - 1]?.word)
  return turn ? turn.guess - 0.5 : HIGHEST
}

/** Fails the check where an answer points away from the secret. @param where the secret, in words */
export function judgeDirection(replies: readonly Reply[], secret: number, where: string): void {
  const right = (reply: Reply): Word => (reply.guess < secret ? 'HIGHER' : 'LOWER')
  const wrong = replies.filter((reply) => reply.word !== undefined && reply.word !== right(reply))
  if (wrong.length === 0) return
  const expected = 'HIGHER when the secret is higher than the guess, LOWER when it is lower'
  const examples = wrong.slice(0, 4).map(told).join(', ')
  const seen = `with the secret ${where} it answered ${examples}`
  const isSwapped = wrong.length === replies.filter((reply) => reply.word !== undefined).length
  if (isSwapped)
    fail({ expected, seen: `${seen}: the two words are swapped`, blocks: false, kind: 'swapped' })
  fail({
    expected,
    seen: `${seen}${comparesText(replies, secret) ? ': it compares the digits as text, where "9" is more than "50"' : ''}`,
  })
}

/** Whether every answer is what comparing text would give. */
function comparesText(replies: readonly Reply[], secret: number): boolean {
  const asText = (reply: Reply) => (String(reply.guess) < String(secret) ? 'HIGHER' : 'LOWER')
  return replies.every((reply) => reply.word === undefined || reply.word === asText(reply))
}
