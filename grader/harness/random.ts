import { createHash } from 'node:crypto'

/** A reproducible source of choices: the same seed and name give the same choices. */
export class Random {
  #state: number

  constructor(seed: string, name: string) {
    this.#state = createHash('sha256').update(`${seed}/${name}`).digest().readUInt32LE(0)
  }

  /** A fraction from 0 up to but not including 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `low` up to and including `high`. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1))
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items]
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = this.whole(0, at)
      ;[shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T]
    }
    return shuffled
  }

  /** The 256 byte values, once each. The ends are blanks, so that it shows when they are trimmed off. */
  everyByte(): Buffer {
    const ends = [...Buffer.from(' \t\r\n')]
    const others = Array.from({ length: 256 }, (_, byte) => byte).filter((it) => !ends.includes(it))
    const [first, second, ...last] = ends as [number, number, ...number[]]
    return Buffer.from([first, second, ...this.shuffle(others), ...last])
  }

  /**
   * ASCII text that nobody can know beforehand: lower and upper case, digits and a space in it,
   * the space neither first nor last.
   * @param length in bytes; under 4 there is not room for all of that
   */
  text(length: number): string {
    const needed = [this.pick([...LOWER]), this.pick([...UPPER]), this.pick([...DIGITS])]
    const rest = Array.from({ length: Math.max(0, length - 4) }, () => this.pick([...LETTERS]))
    const letters = this.shuffle([...needed, ...rest])
    if (length < 4) return letters.slice(0, length).join('')
    letters.splice(this.whole(1, letters.length - 1), 0, ' ')
    return letters.join('')
  }
}

/**
 * A long text whose parts can be told apart: 64 bytes a line, each with its number.
 * @param length in bytes, a multiple of 64
 */
export function longText(random: Random, length: number): string {
  const rest = random.text(56)
  return Array.from(
    { length: length / 64 },
    (_, line) => `${String(line).padStart(7, '0')} ${rest}`,
  ).join('')
}

const LOWER = 'abcdefghijkmnopqrstuvwxyz'
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const DIGITS = '23456789'
const LETTERS = LOWER + UPPER + DIGITS
