import { fail } from '../../harness/check-failed.ts'
import { HIGHEST, LOWEST } from './player.ts'

/** What is wanted of the range, in words. */
export const EXPECTED = 'a secret from 1 to 99 (100 is accepted), both ends included'

/** Stands for a secret that no number from 1 to 100 is. */
export const OUTSIDE = -1

/** A secret, in words. */
export function name(secret: number): string {
  return secret === OUTSIDE ? 'a number that no guess from 1 to 100 hits' : String(secret)
}

/** Whether these are the ends of a range that the lab allows. */
export function isRange(least: number, most: number): boolean {
  return least === LOWEST && most >= HIGHEST - 1 && most <= HIGHEST
}

/** How much of the range the secrets lie in, counted from the end that they are nearer to. */
export function shareOf(secrets: ReadonlySet<number>): number {
  return Math.min(Math.max(...secrets), HIGHEST - Math.min(...secrets)) / (HIGHEST - 1)
}

/**
 * Fails the check where a right server hardly ever shows such secrets.
 * @param held the secrets of plain starts, one after the other
 * @param near starts so near to each other may share the tick of a clock
 */
export function expectLikely(held: readonly number[], near: number): void {
  if (held.includes(OUTSIDE))
    fail({ expected: EXPECTED, seen: `one of its starts held ${name(OUTSIDE)}` })
  expectSpread(new Set(held))
  expectMany(held, near)
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
 */
function expectMany(held: readonly number[], near: number): void {
  const secrets = [...new Set(held)].toSorted((one, other) => one - other)
  const recent = (at: number) => held.slice(Math.max(0, at - near), at)
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

/** Fewer secrets say nothing about where the others are. */
export const SOME = 30
/** A list of numbers is hardly longer, and draws that only prefer the middle give more. */
export const FEW = 20
/** A chance that does not come about. */
const NEVER = 1e-9
