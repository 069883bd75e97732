import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import { findSecret, HIGHEST, LOWEST, Player } from './player.ts'
import { EXPECTED, expectLikely, FEW, isRange, name, OUTSIDE, SOME, shareOf } from './secrets.ts'

/**
 * Draws are held this far from the very ends: nearer than any secret's share of them, and not so near
 * that JavaScript writes them with an exponent, of which `parseInt` would read the first digit alone.
 */
const EDGE = 2 ** -16
/** How often a held draw must give the same secret to count as held. */
const AGAIN = 4
/**
 * Plain starts of a server whose draws can't be held: one that may hold 0 hides it in so many less
 * than one time in a hundred.
 */
const PLAIN_STARTS = 480
/** How long the many starts may take together (ms). */
const MOST_TIME = 20_000
/** How long the many draws may: they decide for certain, and a busy machine takes longer over them. */
const MOST_TIME_OF_DRAWS = 90_000

/**
 * Judges the range of the secret at its ends: with every source of randomness held at its lowest
 * and at its highest, the secrets must be the ends of the range. Where draws decide the secret in
 * another way, as bytes taken modulo 99 do, enough different ones give every secret. A server whose
 * draws can't be held is judged on many plain starts besides, on what it shows alone.
 */
export async function judgeRange(context: CheckContext): Promise<void> {
  const low = await secretAt(context, EDGE, [LOWEST])
  const high = await secretAt(context, 1 - EDGE, [HIGHEST - 1, HIGHEST])
  if (isRange(Math.min(low, high), Math.max(low, high))) return
  const isHeld = await isRepeated(context, EDGE, low)
  if (isHeld && (await isInOrder(context, low, high))) {
    const seen = `its lowest draw gives ${name(low)} and its highest ${name(high)}`
    fail({ expected: EXPECTED, seen })
  }
  // One that draws again until it likes the number may not like the ends, but others.
  if (isHeld || (await isRepeated(context, LIKED, await secretAt(context, LIKED, [])))) {
    const { secrets, isCertain } = await judgeManyDraws(context, timer(MOST_TIME_OF_DRAWS))
    if (isCertain || (isHeld && secrets.size >= SOME && shareOf(secrets) > MOST_OF_IT)) return
  }
  await judgePlainStarts(context, timer(MOST_TIME))
}

/** A draw that is neither too low nor too high for whoever draws again: the byte 38. */
const LIKED = 0.15

/** @returns whether less than these milliseconds have passed since now */
function timer(limit: number): () => boolean {
  const begun = performance.now()
  return () => performance.now() - begun < limit
}

async function secretAt(
  context: CheckContext,
  draw: number | undefined,
  first: number[],
): Promise<number> {
  const player = await Player.begin(context, draw === undefined ? {} : { draw })
  const secret = await findSecret(
    player,
    first.filter((guess) => guess >= LOWEST && guess <= HIGHEST),
  )
  player.leave()
  return secret ?? OUTSIDE
}

/** Whether the same draw gives the same secret each time: only then it is held. */
async function isRepeated(context: CheckContext, draw: number, secret: number): Promise<boolean> {
  for (let time = 1; time < AGAIN; time++)
    if ((await secretAt(context, draw, [secret])) !== secret) return false
  return true
}

/**
 * Whether larger draws give larger secrets, all the way from one to the other: also of a list of
 * numbers that are in order. With bytes taken modulo 99, a shuffled list or a loop that draws again
 * they do not, and the ends are no ends of the range.
 */
async function isInOrder(context: CheckContext, low: number, high: number): Promise<boolean> {
  if (low === high || !(await isRepeated(context, 1 - EDGE, high))) return false
  // An end outside of 1 to 100 is not known exactly: it is taken to be just outside.
  const ends = [low === OUTSIDE ? LOWEST - 1 : low, high === OUTSIDE ? HIGHEST + 1 : high]
  const between: number[] = []
  for (let at = 1; at < STEPS; at += AT_ONCE) {
    const draws = Array.from({ length: AT_ONCE }, (_, index) => (at + index) / STEPS)
    between.push(...(await Promise.all(draws.map((draw) => secretAt(context, draw, [])))))
    const secrets = [ends[0] as number, ...between, ends[1] as number]
    if (!secrets.every((secret, index) => index === 0 || secret >= (secrets[index - 1] as number)))
      return false
  }
  return new Set(between).size >= FEWEST
}

/** Into so many parts the draws are divided to see whether their secrets are in order. */
const STEPS = 13
/** With fewer secrets order may come about by chance, as where `sort` is given a random comparison. */
const FEWEST = 4

/**
 * Judges the secrets that many different draws give, in which every byte has the same value: taken
 * modulo any number up to 100 they give each remainder. Only where the secrets leave no gap this is
 * known to be so, and their ends are the range's.
 * @returns the secrets, and whether that is so
 */
async function judgeManyDraws(
  context: CheckContext,
  isTime: () => boolean,
): Promise<{ secrets: Set<number>; isCertain: boolean }> {
  const secrets = new Set<number>()
  let last: number[] = []
  for (let byte = 0; byte <= HIGHEST && isTime(); byte += AT_ONCE) {
    const draws = Array.from({ length: AT_ONCE }, (_, index) => (byte + index + 0.5) / 256)
    // A remainder grows with its byte: what it would be is asked first.
    const asked = (index: number) => [(last[index] ?? OUTSIDE - AT_ONCE) + AT_ONCE]
    last = await Promise.all(draws.map((draw, index) => secretAt(context, draw, asked(index))))
    for (const secret of last) secrets.add(secret)
    if (secrets.has(OUTSIDE))
      fail({ expected: EXPECTED, seen: `one of its draws gave ${name(OUTSIDE)}` })
    // Another byte is hardly ever another secret: it is no remainder, but one of a few numbers.
    if (byte > 2 * FEW && secrets.size <= FEW / 2) break
  }
  const [least, most] = [Math.min(...secrets), Math.max(...secrets)]
  const isCertain = secrets.size === most - least + 1 && secrets.size >= NEARLY_ALL
  if (isCertain && !isRange(least, most))
    fail({ expected: EXPECTED, seen: `its draws gave all numbers from ${least} to ${most}` })
  return { secrets, isCertain }
}

/** Servers that are asked side by side. */
const AT_ONCE = 3
/** So many secrets without a gap do not come about by chance. */
const NEARLY_ALL = 90

async function judgePlainStarts(context: CheckContext, isTime: () => boolean): Promise<void> {
  const held: number[] = []
  while (held.length < PLAIN_STARTS && isTime()) {
    const players = Array.from({ length: AT_ONCE }, () => secretAt(context, undefined, []))
    held.push(...(await Promise.all(players)))
    expectLikely(held, 2 * AT_ONCE)
  }
}

/** Held draws that reach so far show that no part of the range is left out. */
const MOST_OF_IT = 0.8
