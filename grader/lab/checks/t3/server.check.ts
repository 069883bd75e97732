import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import type { Trial } from '../../../harness/trial.ts'
import { check } from '../../check.ts'
import { state as describe } from '../../describe.ts'
import { expectTurn, fromOutside, judgeDirection, turningPoint } from '../../peers/direction.ts'
import { playByHalving } from '../../peers/halving.ts'
import {
  findSecret,
  HIGHEST,
  heldDraw,
  LOWEST,
  MOST_UNANSWERED,
  Player,
  type Reply,
  told,
} from '../../peers/player.ts'
import { judgeRange } from '../../peers/range.ts'
import { keepsAnswering } from '../../peers/same-answers.ts'
import { expectStays } from '../../peers/stays.ts'
import { expectBound } from '../../peers/udp-echo.ts'

check('t3.server.listen', async ({ trial, start }) => {
  const server = await start('server')
  await expectBound(trial, server)
  await expectStays(trial, server)
})

check('t3.server.answers', async (context) => {
  let player = await Player.begin(context, { sockets: SOCKETS })
  const bad: string[] = []
  let answered = 0
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
    if (reply) answered++
    if (reply?.word === 'CORRECT') isOver = true
    if (!reply) bad.push(`${guess} -> no answer`)
    else if (!reply.word) bad.push(told(reply))
    const twice = player.answeredTwice
    if (twice) {
      const answers = twice.answers.map((it) => show(it.bytes)).join(' and ')
      const seen = `the guess ${twice.guess} got ${twice.answers.length}: ${answers}`
      fail({ expected: ANSWERS, seen })
    }
    if (bad.length > MOST_UNANSWERED) break
  }
  if (bad.length === 0) return
  const isUnusable = bad.length > MOST_UNANSWERED
  const shown = bad.slice(0, MOST_UNANSWERED).join(', ')
  const seen = `it answered ${shown}${isUnusable ? ', …' : ''}; ${describe(player.server)}`
  fail({ expected: ANSWERS, seen, blocks: isUnusable || answered < 50 })
})

check('t3.server.keeps-number', async (context) => {
  let isWrongEver = false
  for (let game = 0; game < GAMES; game++) {
    const player = await Player.begin(context, { sockets: SOCKETS })
    const guesses = [20, 35, 45, 55, 65, 80].map((guess) => guess + context.random.whole(-4, 4))
    if (await keepsAnswering(context, player, guesses)) return
    isWrongEver ||= player.replies.some(({ word }) => word !== 'CORRECT')
    player.leave()
  }
  // To whom else it says CORRECT, other than to the secret, is `converges`' matter.
  if (isWrongEver) return
  fail({
    expected: 'a secret to be guessed',
    seen: `the server said CORRECT to the first guess of each of ${GAMES} games`,
  })
})

check('t3.server.direction', async (context) => {
  const seen = { above: [] as Reply[], below: [] as Reply[] }
  for (let game = 0; game < 4 && (game === 0 || !seen.above.length || !seen.below.length); game++) {
    const player = await Player.begin(context, heldDraw(context))
    const secret = await fromOutside(player, game % 2 === 0)
    const others = player.replies.filter((reply) => reply.word !== 'CORRECT')
    if (secret === undefined) expectTurn(others)
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
  const strange: string[] = []
  for (let game = 0; game < 2 || strange.length === game; game++) {
    if (game === STRANGE) {
      const seen = strange.slice(0, 3).join('; ')
      fail({ expected: 'CORRECT for the secret alone', seen, kind: 'generous' })
    }
    strange.push(...(await playByHalving(context, strange.length === game)))
  }
})

check('t3.server.random', async (context) => {
  // A secret that no number from 1 to 100 is counts as one, too: where it may lie is `range`'s matter.
  const secrets: (number | undefined)[] = []
  let state = ''
  // A secret that the port decides is the same each time for a student who starts it on the same one.
  let port: number | undefined
  while (secrets.length < 6 && new Set(secrets).size < 2) {
    // A generator that is seeded with the time in seconds draws the same number until the next one.
    if (secrets.length > 1) await nextSecond(context.trial)
    const player = await Player.begin(context, { olderProcesses: secrets.length * 5, port })
    // A server that says CORRECT to half of the numbers would not often say it to another than 50.
    secrets.push(await findSecret(player, [context.random.whole(LOWEST, HIGHEST - 1)]))
    state = describe(player.server)
    port = await player.leavePort()
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
/** A right server's CORRECT looks strange in one game of twenty at most: never in so many in a row. */
const STRANGE = 6
/** How long a server that has said CORRECT is waited for (ms): it may have ended. */
const AFTER_CORRECT = 700

async function nextSecond(trial: Trial): Promise<void> {
  const second = () => Math.floor(Date.now() / 1000)
  const begun = second()
  await trial.until(() => second() !== begun, { since: performance.now(), poll: 50 })
}
