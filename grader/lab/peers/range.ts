import { fail } from '../../harness/check-failed.ts'
import type { CheckContext } from '../check.ts'
import { findSecret, HIGHEST, LOWEST, Player } from './player.ts'

/** Draws are held this far from the very ends, which no real draw is ever seen to reach. */
const EDGE = 2 ** -32
/** How often a held draw must give the same secret to count as held. */
const AGAIN = 4
/** Plain starts of a server whose draws can't be held, and how long they may take together (ms). */
const PLAIN_STARTS = 30
const PLAIN_TIME = 20_000

const EXPECTED = 'a secret from 1 to 99 (100 is accepted), both ends included'

/**
 * Judges the range of the secret at its ends: with every source of randomness held at its lowest
 * and at its highest, the secrets must be the ends of the range. A server whose draws can't be
 * held so is judged on many plain starts, on what it shows alone.
 */
export async function judgeRange(context: CheckContext): Promise<void> {
  const low = await secretAt(context, EDGE, [LOWEST])
  const high = await secretAt(context, 1 - EDGE, [HIGHEST - 1, HIGHEST])
  const ends = [low, high].toSorted((left, right) => left - right)
  if (ends[0] === LOWEST && (ends[1] as number) >= HIGHEST - 1 && (ends[1] as number) <= HIGHEST)
    return
  if (await isHeld(context, low, high)) {
    const seen = `its lowest draw gives ${name(low)} and its highest ${name(high)}`
    fail({ expected: EXPECTED, seen })
  }
  await judgePlainStarts(context)
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
    first.filter((guess) => guess !== OUTSIDE),
  )
  player.leave()
  return secret ?? OUTSIDE
}

/**
 * Whether the held draws really decide the secret, in proportion: the same draw gives the same
 * secret, and draws in between give secrets in between. Bytes taken modulo 99, a shuffled list or
 * a loop that draws again do not, and their ends are no ends of the range.
 */
async function isHeld(context: CheckContext, low: number, high: number): Promise<boolean> {
  for (let time = 1; time < AGAIN; time++) {
    if ((await secretAt(context, EDGE, [low])) !== low) return false
    if ((await secretAt(context, 1 - EDGE, [high])) !== high) return false
  }
  if (low === high) return false
  const middles = await Promise.all(
    [0.25, 0.5, 0.75].map(async (at) => ({ at, secret: await secretAt(context, at, []) })),
  )
  // An end outside of 1 to 100 is not known exactly: it is taken to be just outside.
  const [from, to] = [low === OUTSIDE ? LOWEST - 1 : low, high === OUTSIDE ? HIGHEST + 1 : high]
  return middles.every(({ at, secret }) => Math.abs(from + at * (to - from) - secret) <= 1.5)
}

async function judgePlainStarts(context: CheckContext): Promise<void> {
  const begun = performance.now()
  for (let start = 0; start < PLAIN_STARTS && performance.now() - begun < PLAIN_TIME; start++) {
    const secret = await secretAt(context, undefined, [])
    if (secret === OUTSIDE)
      fail({ expected: EXPECTED, seen: `start ${start + 1} held ${name(OUTSIDE)}` })
  }
}

function name(secret: number): string {
  return secret === OUTSIDE ? 'a number that no guess from 1 to 100 hits' : String(secret)
}
