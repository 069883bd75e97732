import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state as describe } from '../../describe.ts'
import { fromOutside, judgeDirection, turningPoint } from '../../peers/direction.ts'
import { halve } from '../../peers/halving.ts'
import { findSecret, heldDraw, Player, type Reply, told } from '../../peers/player.ts'
import { judgeRange } from '../../peers/range.ts'
import { expectBound } from '../../peers/udp-echo.ts'

check('t3.server.listen', async ({ trial, start }) => {
  await expectBound(trial, await start('server'))
})

check('t3.server.answers', async (context) => {
  let player = await Player.begin(context, { sockets: SOCKETS })
  const bad: string[] = []
  let isOver = false
  for (let guess = 1; guess <= 99; guess++) {
    let reply = await player.ask(guess, guess % SOCKETS, isOver ? AFTER_CORRECT : undefined)
    if (!reply && isOver) {
      // What a server does after CORRECT is its own affair: a fresh one is asked instead.
      player.leave()
      player = await Player.begin(context, { sockets: SOCKETS })
      isOver = false
      reply = await player.ask(guess, guess % SOCKETS)
    }
    if (reply?.word === 'CORRECT') isOver = true
    if (!reply) bad.push(`${guess} -> no answer`)
    else if (!reply.word) bad.push(told(reply))
    const twice = player.answeredTwice
    if (twice) {
      const answers = twice.answers.map((it) => show(it.bytes)).join(' and ')
      const seen = `the guess ${twice.guess} got ${twice.answers.length}: ${answers}`
      fail({ expected: ANSWERS, seen })
    }
    if (bad.length > 5) break
  }
  if (bad.length === 0) return
  const seen = `it answered ${bad.slice(0, 5).join(', ')}${bad.length > 5 ? ', …' : ''}; ${describe(player.server)}`
  fail({ expected: ANSWERS, seen, blocks: bad.length > 5 || player.replies.length < 50 })
})

check('t3.server.keeps-number', async (context) => {
  for (let game = 0; game < GAMES; game++) {
    const player = await Player.begin(context, { sockets: SOCKETS })
    const guesses = [20, 35, 45, 55, 65, 80].map((guess) => guess + context.random.whole(-4, 4))
    if (await keepsAnswering(context, player, guesses)) return
    player.leave()
  }
  fail({
    expected: 'a secret to be guessed',
    seen: 'the server said CORRECT in each of 12 games of six numbers',
  })
})

check('t3.server.direction', async (context) => {
  const seen = { above: [] as Reply[], below: [] as Reply[] }
  for (let game = 0; game < 4 && (game === 0 || !seen.above.length || !seen.below.length); game++) {
    const player = await Player.begin(context, heldDraw(context))
    const secret = await fromOutside(player, game % 2 === 0)
    const others = player.replies.filter((reply) => reply.word !== 'CORRECT')
    const split = secret ?? turningPoint(others)
    seen.above.push(...others.filter((reply) => reply.guess > split))
    seen.below.push(...others.filter((reply) => reply.guess < split))
    const where = secret === undefined ? `between its answers at ${split}` : `${secret}`
    judgeDirection(others, split, where)
    player.leave()
  }
  if (seen.above.length + seen.below.length === 0) {
    fail({
      expected: 'HIGHER or LOWER for a wrong guess',
      seen: 'the server said CORRECT to the first guess of four games',
    })
  }
})

check('t3.server.converges', async (context) => {
  const isSwapped = context.outcomeOf('t3.server.direction')?.kind === 'swapped'
  let firstTries = 0
  for (let game = 0; game < 2 || firstTries === game; game++) {
    if (game === 4)
      fail({
        expected: 'CORRECT for the secret alone',
        seen: 'the first guess of four games was CORRECT',
      })
    const player = await Player.begin(context, heldDraw(context))
    await halve(player, isSwapped, context.random.whole(40, 60))
    if (player.replies.length === 1) firstTries++
    player.leave()
  }
})

check('t3.server.random', async (context) => {
  // A secret that no number from 1 to 100 is counts as one, too: where it may lie is `range`'s matter.
  const secrets: (number | undefined)[] = []
  let state = ''
  while (secrets.length < 6 && new Set(secrets).size < 2) {
    const player = await Player.begin(context)
    secrets.push(await findSecret(player))
    state = describe(player.server)
    player.leave()
  }
  if (new Set(secrets).size > 1) return
  const [secret] = secrets
  if (secret !== undefined) {
    const seen = `${secrets.length} of them all held ${secret}`
    fail({ expected: 'fresh servers to hold different secrets', seen })
  }
  fail({
    expected: 'CORRECT for one of the numbers from 1 to 100',
    seen: `none of them was; ${state}`,
  })
})

check('t3.server.range', judgeRange)

const ANSWERS = 'exactly one answer, HIGHER, LOWER or CORRECT, to each guess from 1 to 99'
const SOCKETS = 3
const GAMES = 12
/** How long a server that has said CORRECT is waited for (ms): it may have ended. */
const AFTER_CORRECT = 700

/** Asks the same numbers again and again, from several ports. @returns false when one was CORRECT */
async function keepsAnswering(
  context: CheckContext,
  player: Player,
  guesses: readonly number[],
): Promise<boolean> {
  const first = new Map<number, Reply>()
  for (let round = 0; round < 10; round++) {
    for (const guess of context.random.shuffle(guesses)) {
      const reply = await player.mustAsk(guess, (round + guess) % SOCKETS)
      if (reply.word === 'CORRECT') return false
      const before = first.get(guess) ?? reply
      first.set(guess, before)
      if (before.word === reply.word) continue
      const seen = `to the guess ${guess} it said first ${show(Buffer.from(before.text))}, then ${show(Buffer.from(reply.text))}`
      fail({ expected: 'the same answer to the same guess until it is CORRECT', seen })
    }
  }
  return true
}
