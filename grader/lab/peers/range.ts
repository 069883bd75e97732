import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import { findSecret, HIGHEST, LOWEST, Player } from './player.ts'

/** Draws are held this far from the very ends, which no real draw is ever seen to reach. */
const EDGE = 2 ** -32
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

const EXPECTED = 'a secret from 1 to 99 (100 is accepted), both ends included'

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
  if (isHeld && (await isInProportion(context, low, high))) {
    const seen = `its lowest draw gives ${name(low)} and its highest ${name(high)}`
    fail({ expected: EXPECTED, seen })
  }
  // One that draws again until it likes the number may not like the ends, but others.
  if (isHeld || (await isRepeated(context, LIKED, await secretAt(context, LIKED, [])))) {
    const { secrets, isCertain } = await judgeManyDraws(context, timer(MOST_TIME_OF_DRAWS))
    if (isCertain || (isHeld && shareOf(secrets) > MOST_OF_IT)) return
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

function isRange(least: number, most: number): boolean {
  return least === LOWEST && most >= HIGHEST - 1 && most <= HIGHEST
}

/** Stands for a secret that no number from 1 to 100 is. */
const OUTSIDE = -1

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
 * Whether draws in between give secrets in between. With bytes taken modulo 99, a shuffled list or
 * a loop that draws again they do not, and the ends are no ends of the range.
 */
async function isInProportion(context: CheckContext, low: number, high: number): Promise<boolean> {
  if (low === high || !(await isRepeated(context, 1 - EDGE, high))) return false
  const middles = await Promise.all(
    [0.25, 0.5, 0.75].map(async (at) => ({ at, secret: await secretAt(context, at, []) })),
  )
  // An end outside of 1 to 100 is not known exactly: it is taken to be just outside.
  const [from, to] = [low === OUTSIDE ? LOWEST - 1 : low, high === OUTSIDE ? HIGHEST + 1 : high]
  return middles.every(({ at, secret }) => Math.abs(from + at * (to - from) - secret) <= 1.5)
}

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
  const secrets = new Set<number>()
  for (let start = 0; start < PLAIN_STARTS && isTime(); start += AT_ONCE) {
    const players = Array.from({ length: AT_ONCE }, () => secretAt(context, undefined, []))
    for (const secret of await Promise.all(players)) secrets.add(secret)
    if (secrets.has(OUTSIDE))
      fail({ expected: EXPECTED, seen: `one of its starts held ${name(OUTSIDE)}` })
  }
  expectSpread(secrets)
}

/**
 * Fails the check where the secrets keep to a part of the range that so many would never all be in by
 * chance. Each counts once: starts within one tick of a clock may share theirs.
 */
function expectSpread(secrets: ReadonlySet<number>): void {
  const [least, most] = [Math.min(...secrets), Math.max(...secrets)]
  if (secrets.size < SOME || shareOf(secrets) ** secrets.size > NEVER) return
  const seen = `its starts held ${secrets.size} numbers, all of them from ${least} to ${most}`
  fail({ expected: EXPECTED, seen })
}

/** How much of the range the secrets lie in, counted from the end that they are nearer to. */
function shareOf(secrets: ReadonlySet<number>): number {
  return Math.min(Math.max(...secrets), HIGHEST - Math.min(...secrets)) / (HIGHEST - 1)
}

/** Held draws that reach so far show that no part of the range is left out. */
const MOST_OF_IT = 0.8
/** Fewer secrets say nothing about where the others are. */
const SOME = 30
/** A chance that does not come about. */
const NEVER = 1e-9

function name(secret: number): string {
  return secret === OUTSIDE ? 'a number that no guess from 1 to 100 hits' : String(secret)
}
