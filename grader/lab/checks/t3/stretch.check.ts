import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import type { Datagram } from '../../../harness/udp-socket.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { closeIn } from '../../peers/closing-in.ts'
import { Game, shownGuess } from '../../peers/game.ts'
import { heldDraw, Player, type Reply, told } from '../../peers/player.ts'
import { playBoth } from '../../peers/two-players.ts'

check('t3.server.players', async (context) => {
  expectOneSecret(context)
  for (let game = 0; game < GAMES; game++) {
    const player = await Player.begin(context, { ...heldDraw(context), sockets: 2 })
    if (await playBoth(context, player, game * 5)) return
    player.leave()
  }
  fail({
    expected: 'a secret to be guessed by two players',
    seen: `one of them hit it at once in each of ${GAMES} games`,
  })
})

check('t3.server.bad-input', async (context) => {
  expectOneSecret(context)
  let judged = 0
  for (let game = 0; game < MANY_GAMES && judged < 2; game++) {
    const player = await Player.begin(context, { sockets: 2 })
    const edges = await closeIn(context, player)
    if (edges.length > 0) judged++
    // One at a time: a server has its usual time for each, and the first that hurts is the one named.
    for (const nonsense of edges.length > 0 ? NONSENSE : []) {
      player.send(nonsense, 1)
      for (const edge of edges) await expectSame(player, edge, nonsense)
    }
    player.leave()
  }
  if (judged === 0) {
    fail({
      expected: 'a secret to be closed in on',
      seen: `it was hit by chance in ${MANY_GAMES} games`,
    })
  }
})

check('t3.client.bad-input', async (context) => {
  const game = await Game.begin(context, ['HIGHER', 'LOWER'])
  await game.mustGuess(41)
  await game.typeNonsense('fifty')
  const sendsText = context.outcomeOf('t3.client.send')?.result === 'held'
  const isIt = ({ bytes }: Datagram) => !sendsText || bytes.includes('62')
  const datagram = await game.guess(62, isIt)
  const expected = 'the client to go on after the line "fifty", and to send the next guess, 62'
  if (!datagram) fail({ expected, seen: `no datagram came; ${state(game.client)}` })
  if (!isIt(datagram)) fail({ expected, seen: `it sent ${shownGuess(datagram)}` })
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

const GAMES = 9
/** Closing in on a secret hits it by chance one time in three: 40 games in a row never do. */
const MANY_GAMES = 40

/** A server that says CORRECT to other numbers, too, is right or wrong here by luck: `converges` is to blame. */
function expectOneSecret({ outcomeOf }: CheckContext): void {
  if (outcomeOf('t3.server.converges')?.kind !== 'generous') return
  fail({ expected: 'CORRECT for the secret alone', seen: 'it says it to other numbers, too' })
}

async function expectSame(player: Player, before: Reply, nonsense: string): Promise<void> {
  const expected = 'the server to survive nonsense, and to keep its secret'
  const reply = await player.ask(before.guess, 0)
  const what = `the datagram ${show(Buffer.from(nonsense), 24)}`
  if (!reply) fail({ expected, seen: `after ${what} it answers no more; ${state(player.server)}` })
  if (reply.word === before.word) return
  const seen = `it answered ${told(before)} before ${what}, and ${told(reply)} after`
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
