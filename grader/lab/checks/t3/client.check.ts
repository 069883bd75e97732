import { count } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { Game, shownGuess } from '../../peers/game.ts'
import type { Word } from '../../wording/words.ts'

check('t3.client.send', async (context) => {
  const guesses = someGuesses(context, 3)
  const game = await Game.begin(context, ['HIGHER', 'LOWER', 'CORRECT'])
  const sent: string[] = []
  for (const [at, guess] of guesses.entries()) {
    const datagram = await game.guess(guess)
    // That it stops before CORRECT is another check's matter; that it never sends is this one's.
    if (!datagram && at > 0) break
    if (!datagram)
      fail({
        expected: `a datagram with ${guess}, the number typed`,
        seen: `none came; ${state(game.client)}`,
      })
    sent.push(
      datagram.bytes.toString('utf8').trim() === String(guess)
        ? 'right'
        : `${guess} typed, ${shownGuess(datagram)} sent`,
    )
  }
  await context.trial.until(() => game.client.closed, { of: [game.client], limit: BRIEFLY })
  const wrong = sent.filter((it) => it !== 'right')
  const expected = 'each number typed to be sent as one datagram with the number in decimal text'
  if (wrong.length > 0) fail({ expected, seen: wrong.join(', '), blocks: false })
  const asked = game.received.filter((it) =>
    guesses.map(String).includes(it.bytes.toString('utf8').trim()),
  )
  if (asked.length > sent.length) {
    const seen = `${count(sent.length, 'number')} typed became ${count(asked.length, 'datagram')}: ${asked.map(shownGuess).join(', ')}`
    fail({ expected, seen, blocks: false })
  }
})

check('t3.client.show', async (context) => {
  const wanted: Word[] = ['HIGHER', 'LOWER', 'CORRECT']
  const guesses = someGuesses(context, wanted.length)
  for (let at = 0; at < wanted.length; )
    at += await showsFrom(context, guesses.slice(at), wanted.slice(at))
})

check('t3.client.continue', async (context) => {
  const answers = Array.from({ length: 12 }, (_, at): Word => (at % 3 === 1 ? 'LOWER' : 'HIGHER'))
  const game = await Game.begin(context, answers)
  for (const [at, guess] of someGuesses(context, answers.length).entries()) {
    if (await game.guess(guess)) continue
    const after =
      at === 0 ? 'at the start' : `after ${count(at, 'answer')}, the last ${answers[at - 1]}`
    fail({
      expected: 'the client to take guesses until CORRECT',
      seen: `it took no more ${after}; ${state(game.client)}`,
    })
  }
})

check('t3.client.stop', async (context) => {
  const game = await Game.begin(context, ['CORRECT'])
  const guess = await game.mustGuess(someGuesses(context, 1)[0] as number)
  await context.trial.until(() => game.client.closed, { of: [game.client] })
  const { exit } = game.client
  // A guess that is sent twice is `send`'s matter.
  const more = game.received.filter((it) => !it.bytes.equals(guess.bytes)).map(shownGuess)
  if (more.length > 0) {
    fail({ expected: 'nothing more to be sent after CORRECT', seen: `it sent ${more.join(', ')}` })
  }
  if (!exit) fail({ expected: STOPS, seen: `5 seconds after CORRECT ${state(game.client)}` })
  if (exit.code !== 0) fail({ expected: STOPS, seen: state(game.client) })
})

const STOPS = 'the client to exit with code 0 after CORRECT, with standard input still open'
const BRIEFLY = 300

function someGuesses({ random }: CheckContext, number: number): number[] {
  return random.shuffle(Array.from({ length: 90 }, (_, at) => at + 10)).slice(0, number)
}

/**
 * Plays one game and judges that each answer is printed before the next guess.
 * @returns how many answers were judged: a client that stops early is another check's matter
 */
async function showsFrom(
  context: CheckContext,
  guesses: number[],
  wanted: Word[],
): Promise<number> {
  const game = await Game.begin(context, wanted)
  for (const [at, guess] of guesses.entries()) {
    if (at > 0 && game.client.isOver) return at
    const datagram = at === 0 ? await game.mustGuess(guess) : await game.guess(guess)
    if (!datagram) return at
    const word = wanted[at] as Word
    if (await game.shows(word)) continue
    const seen = await game.whatItPrinted()
    fail({
      expected: `the answer ${word} to be printed before the next guess`,
      seen,
      blocks: word !== 'CORRECT',
    })
  }
  return guesses.length
}
