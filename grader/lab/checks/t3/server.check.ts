import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state as describe } from '../../describe.ts'
import {
  findSecret,
  HIGHEST,
  heldDraw,
  LOWEST,
  Player,
  type Reply,
  told,
} from '../../peers/player.ts'
import { judgeRange } from '../../peers/range.ts'
import { expectBound } from '../../peers/udp-echo.ts'
import type { Word } from '../../words.ts'

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
    if (player.surplus.length > 0) return fail(surplus(player, guess))
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

function surplus(player: Player, guess: number) {
  const extra = player.surplus.map((it) => show(it.bytes)).join(', ')
  return { expected: ANSWERS, seen: `up to guess ${guess} more than one came: ${extra}` }
}

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

/** Guesses from both ends towards the middle, until CORRECT. */
async function fromOutside(player: Player, highFirst: boolean): Promise<number | undefined> {
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

/** Where a server that never says CORRECT changes its answer, counted upwards. */
function turningPoint(replies: readonly Reply[]): number {
  const upwards = replies.toSorted((left, right) => left.guess - right.guess)
  const turn = upwards.find((reply, at) => at > 0 && reply.word !== upwards[at - 1]?.word)
  return turn ? turn.guess - 0.5 : HIGHEST
}

function judgeDirection(replies: readonly Reply[], secret: number, where: string): void {
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

/** Guesses by halving, and fails the check unless the seventh at the latest is CORRECT. */
async function halve(player: Player, isSwapped: boolean, first: number): Promise<void> {
  let [low, high] = [LOWEST, HIGHEST]
  while (player.replies.length < 7) {
    // Any first guess near the middle leaves six more for the rest; a fixed one could be the secret.
    const guess = player.replies.length === 0 ? first : Math.floor((low + high) / 2)
    const reply = await player.mustAsk(guess)
    if (reply.word === 'CORRECT') return
    const isHigher = (reply.word === 'HIGHER') !== isSwapped
    if (isHigher) low = Math.min(guess + 1, HIGHEST)
    else high = Math.max(guess - 1, LOWEST)
    if (low > high) break
  }
  const game = player.replies.map(told).join(', ')
  fail({ expected: 'CORRECT within 7 guesses, halving 1 to 100', seen: `the game went ${game}` })
}
