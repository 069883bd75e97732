import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import { findSecret, HIGHEST, LOWEST, Player } from './player.ts'

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
    if (held.includes(OUTSIDE))
      fail({ expected: EXPECTED, seen: `one of its starts held ${name(OUTSIDE)}` })
    expectSpread(new Set(held))
    expectMany(held)
  }
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

/**
 * Fails the check where the same few secrets come again and again, and the range's ends are not among
 * them. Starts within one tick of a clock may share theirs, but it does not come back.
 * @param held the secrets of the starts, one after the other
 */
function expectMany(held: readonly number[]): void {
  const secrets = [...new Set(held)].toSorted((one, other) => one - other)
  const recent = (at: number) => held.slice(Math.max(0, at - 2 * AT_ONCE), at)
  const came = (at: number) => held.indexOf(held[at] as number) < at
  const back = held.filter((secret, at) => came(at) && !recent(at).includes(secret))
  if (secrets.length > FEW || chanceOf(secrets.length, secrets.length + back.length) > NEVER) return
  if (isRange(secrets[0] as number, secrets.at(-1) as number)) return
  const seen = `its ${held.length} starts held these ${secrets.length} numbers alone: ${secrets.join(', ')}`
  fail({ expected: EXPECTED, seen })
}

/** The chance that so many draws of the whole range give no more different secrets: at most this. */
function chanceOf(secrets: number, draws: number): number {
  const all = HIGHEST - 1
  let chance = (secrets / all) ** draws
  for (let left = 0; left < secrets; left++) chance *= (all - left) / (secrets - left)
  return chance
}

/** How much of the range the secrets lie in, counted from the end that they are nearer to. */
function shareOf(secrets: ReadonlySet<number>): number {
  return Math.min(Math.max(...secrets), HIGHEST - Math.min(...secrets)) / (HIGHEST - 1)
}

/** Held draws that reach so far show that no part of the range is left out. */
const MOST_OF_IT = 0.8
/** Fewer secrets say nothing about where the others are. */
const SOME = 30
/** A list of numbers is hardly longer, and draws that only prefer the middle give more. */
const FEW = 20
/** A chance that does not come about. */
const NEVER = 1e-9

function name(secret: number): string {
  return secret === OUTSIDE ? 'a number that no guess from 1 to 100 hits' : String(secret)
}
