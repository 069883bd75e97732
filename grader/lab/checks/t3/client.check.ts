import { count } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { Game, shownGuess } from '../../peers/game.ts'
import { guessesFor, textOf, typeAll } from '../../peers/guesses.ts'
import { HIGHEST, LOWEST } from '../../peers/player.ts'
import type { Word } from '../../wording/words.ts'

check('t3.client.send', async (context) => {
  const middle = context.random.whole(11, 49)
  // A client that sends nothing at all is not judged any further.
  const first = await Game.begin(context, ['CORRECT'])
  await first.mustGuess(middle)
  first.client.end()
  const game = await Game.begin(context, ['HIGHER', 'LOWER', 'CORRECT'])
  // Both ends of the range are typed: a client that refuses one sends most other numbers.
  const { sent, refused } = await typeAll(game, [LOWEST, HIGHEST - 1, middle])
  await context.trial.until(() => game.client.closed, { of: [game.client], limit: BRIEFLY })
  const wrong = sent
    .filter(({ guess, datagram }) => textOf(datagram) !== String(guess))
    .map(({ guess, datagram }) => `${guess} typed, ${shownGuess(datagram)} sent`)
  const none = refused.map((guess) => `${guess} typed, nothing sent`)
  const expected = 'each number typed to be sent as one datagram with the number in decimal text'
  if (wrong.length > 0) fail({ expected, seen: wrong.join(', '), blocks: false })
  if (none.length > 0)
    fail({ expected, seen: `${none.join(', ')}; ${state(game.client)}`, blocks: false })
  const guesses = sent.map(({ guess }) => String(guess))
  const asked = game.received.filter((it) => guesses.includes(textOf(it)))
  if (asked.length > sent.length) {
    const seen = `${count(sent.length, 'number')} typed became ${count(asked.length, 'datagram')}: ${asked.map(shownGuess).join(', ')}`
    fail({ expected, seen, blocks: false })
  }
})

check('t3.client.show', async (context) => {
  const wanted: Word[] = ['HIGHER', 'LOWER', 'CORRECT']
  const guesses = guessesFor(context, wanted)
  const shown: Shown[] = []
  for (let at = 0; at < wanted.length; )
    at += await showsFrom(context, guesses.slice(at), wanted.slice(at), shown)
})

check('t3.client.continue', async (context) => {
  const answers = Array.from({ length: 12 }, (_, at): Word => (at % 3 === 1 ? 'LOWER' : 'HIGHER'))
  const game = await Game.begin(context, answers)
  for (const [at, guess] of guessesFor(context, answers).entries()) {
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
  const guess = await game.mustGuess(guessesFor(context, ['CORRECT'])[0] as number)
  await context.trial.until(() => game.client.closed, { of: [game.client] })
  const { exit } = game.client
  // A guess that is sent twice is `send`'s matter.
  const later = game.received.slice(game.received.indexOf(guess) + 1)
  const more = later.filter((it) => !it.bytes.equals(guess.bytes)).map(shownGuess)
  if (more.length > 0) {
    fail({ expected: 'nothing more to be sent after CORRECT', seen: `it sent ${more.join(', ')}` })
  }
  if (!exit) fail({ expected: STOPS, seen: `5 seconds after CORRECT ${state(game.client)}` })
  if (exit.code !== 0) fail({ expected: STOPS, seen: state(game.client) })
})

const STOPS = 'the client to exit with code 0 after CORRECT, with standard input still open'
const BRIEFLY = 300

/** What was printed for an answer, without the numbers in it. */
type Shown = { word: Word; text: string }

/**
 * Plays one game and judges that each answer is printed before the next guess.
 * @param shown what other answers were printed as; it grows
 * @returns how many answers were judged: a client that stops early is another check's matter
 */
async function showsFrom(
  context: CheckContext,
  guesses: number[],
  wanted: Word[],
  shown: Shown[],
): Promise<number> {
  const game = await Game.begin(context, wanted)
  for (const [at, guess] of guesses.entries()) {
    if (at > 0 && game.client.isOver) return at
    const datagram = at === 0 ? await game.mustGuess(guess) : await game.guess(guess)
    if (!datagram) return at
    const word = wanted[at] as Word
    const expected = `the answer ${word} to be printed before the next guess`
    const blocks = word !== 'CORRECT'
    if (!(await game.shows(word))) fail({ expected, seen: await game.whatItPrinted(), blocks })
    // Who prints the same for each answer tells none, whatever words are in it.
    const text = game.since.replace(/\d+|\s+/g, ' ')
    const same = shown.find((it) => it.text === text)
    if (same) {
      const seen = `after ${same.word} it printed just the same; ${await game.whatItPrinted()}`
      fail({ expected, seen, blocks })
    }
    shown.push({ word, text })
  }
  return guesses.length
}
