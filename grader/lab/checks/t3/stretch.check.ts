import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { Game, shownGuess } from '../../peers/game.ts'
import { HIGHEST, LOWEST, Player, told } from '../../peers/player.ts'
import type { Word } from '../../words.ts'

check('t3.server.players', async (context) => {
  for (let game = 0; game < GAMES; game++) {
    const player = await Player.begin(context, { sockets: 2 })
    if (await playBoth(context, player)) return
    player.leave()
  }
  fail({
    expected: 'a secret to be guessed by two players',
    seen: `one of them hit it at once in each of ${GAMES} games`,
  })
})

check('t3.server.bad-input', async (context) => {
  let judged = 0
  for (let game = 0; game < GAMES && judged < 2; game++) {
    const player = await Player.begin(context, { sockets: 2 })
    const secret = await bracket(player, isSwapped(context))
    if (secret !== undefined) {
      judged++
      await expectSurvives(player, secret)
    }
    player.leave()
  }
})

check('t3.client.bad-input', async (context) => {
  const game = await Game.begin(context, ['HIGHER', 'LOWER'])
  await game.mustGuess(41)
  await game.typeNonsense('fifty')
  const datagram = await game.guess(62)
  const expected = 'the client to go on after the line "fifty", and to send the next guess, 62'
  if (!datagram) fail({ expected, seen: `no datagram came; ${state(game.client)}` })
  const sendsText = context.outcomeOf('t3.client.send')?.result === 'held'
  if (sendsText && !datagram.bytes.includes('62'))
    fail({ expected, seen: `it sent ${shownGuess(datagram)}` })
})

check('t3.client.end-of-input', async (context) => {
  const game = await Game.begin(context, ['HIGHER'])
  await game.mustGuess(41)
  await game.shows('HIGHER')
  game.client.endInput()
  context.trial.spoke()
  await context.trial.until(() => game.client.closed, { of: [game.client] })
  if (!game.client.exit)
    fail({ expected: 'the client to exit when its input ends', seen: state(game.client) })
})

const GAMES = 12

function isSwapped(context: CheckContext): boolean {
  return context.outcomeOf('t3.server.direction')?.kind === 'swapped'
}

/** One player goes up from 1, the other down from 100, both at once. @returns false when the game was over too soon */
async function playBoth(context: CheckContext, player: Player): Promise<boolean> {
  const [up, down]: Word[] = isSwapped(context) ? ['LOWER', 'HIGHER'] : ['HIGHER', 'LOWER']
  for (let step = 0; step < 8; step++) {
    const asked = [player.ask(LOWEST + step, 0), player.ask(HIGHEST - step, 1)]
    const replies = await Promise.all(asked)
    if (replies.some((reply) => reply?.word === 'CORRECT')) return step > 3
    for (const [at, wanted] of [up, down].entries()) {
      const reply = replies[at]
      if (reply?.word === wanted) continue
      const guess = at === 0 ? LOWEST + step : HIGHEST - step
      const seen = reply
        ? `player ${at + 1} was told ${told(reply)}`
        : `player ${at + 1} got no answer to ${guess}; ${state(player.server)}`
      fail({ expected: 'each of two players at once to get the right answer', seen })
    }
  }
  return true
}

/** Halves until only one number is left, unasked. @returns undefined when CORRECT came before */
async function bracket(player: Player, swapped: boolean): Promise<number | undefined> {
  let [low, high] = [LOWEST, HIGHEST]
  while (low < high) {
    const guess = Math.floor((low + high) / 2)
    const { word } = await player.mustAsk(guess)
    if (word === 'CORRECT') return undefined
    if ((word === 'HIGHER') !== swapped) low = guess + 1
    else high = guess - 1
  }
  return low === high ? low : undefined
}

async function expectSurvives(player: Player, secret: number): Promise<void> {
  for (const nonsense of NONSENSE) player.send(nonsense, 1)
  const expected = 'the server to survive nonsense, and to keep its secret'
  const reply = await player.ask(secret, 0)
  if (!reply) fail({ expected, seen: `it answers no more; ${state(player.server)}` })
  if (reply.word === 'CORRECT') return
  const seen = `the secret was ${secret} before, and then it answered ${told(reply)}`
  fail({ expected, seen: `${seen}; ${state(player.server)}` })
}

const NONSENSE = [
  'abc',
  '',
  '0',
  '-5',
  '101',
  '1e9',
  '3.5',
  'NaN',
  '\0\u{1F44B}',
  '9'.repeat(400),
  'x'.repeat(60_000),
]
