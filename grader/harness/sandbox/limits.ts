import { count } from '../bytes.ts'
import { UnusableInput } from '../unusable-input.ts'

const MB = 2 ** 20

type Kind = 'size' | 'time' | 'number'
type Row = { kind: Kind; most: number; breach: (most: string) => string }

/**
 * Every limit: its default, in bytes or seconds, and what a program did that struck it, completing
 * "it …". The defaults are far more than a program of the lab needs. Those up to `disk` hold for
 * one program with all that it starts.
 */
const TABLE = {
  memory: row('size', 512 * MB, (most) => `used more than ${most} of memory`),
  cpu: row('time', 60, (most) => `computed for more than ${most}`),
  /** Processes and threads. */
  processes: row('number', 256, (most) => `had ${most} processes and threads at a time`),
  /** Files and sockets that one process has open. */
  files: row('number', 1024, (most) => `had ${most} files and sockets open at a time`),
  'file-size': row('size', 16 * MB, (most) => `wrote a file of more than ${most}`),
  /** Of each place that takes files: the program's own folder, `/tmp`, the home folder. */
  disk: row('size', 64 * MB, (most) => `filled the ${most} that it may write`),
  /** Of each stream. What is over that is read, counted and dropped. */
  output: row('size', MB, (most) => `printed more than ${most}`),
  /** Wall time: a server has five seconds for each of 99 guesses. */
  check: row('time', 500, (most) => `took longer than ${most}`),
  grade: row('time', 900, (most) => `took longer than ${most}`),
}

export type LimitName = keyof typeof TABLE

/** How much of what a program may use: bytes, seconds, or a number. */
export type Limits = Record<LimitName, number>

const names = Object.keys(TABLE) as LimitName[]

export const DEFAULT_LIMITS = Object.fromEntries(
  names.map((name) => [name, TABLE[name].most]),
) as Limits

/** What a program did that struck a limit; completes "it …". */
export function breach(name: LimitName, limits: Limits): string {
  return TABLE[name].breach(amount(TABLE[name].kind, limits[name]))
}

/** Reads `memory=256M`, `cpu=30`. @throws UnusableInput with one sentence */
export function parseLimits(texts: readonly string[]): Limits {
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(texts.map(parseLimit)) }
}

/** Each limit with its default, as `--limit` takes it: `memory=512M`. */
export function describeLimits(): string[] {
  return names.map((name) => `${name}=${short(TABLE[name])}`)
}

function row(kind: Kind, most: number, breach: (most: string) => string): Row {
  return { kind, most, breach }
}

function parseLimit(text: string): [LimitName, number] {
  const [, name = '', digits = '', unit = ''] = /^([a-z-]+)=(\d{1,9})([A-Za-z]?)$/.exec(text) ?? []
  if (name === '') {
    throw new UnusableInput(
      `--limit takes a name and a number, such as memory=256M, not ${text || 'nothing'}.`,
    )
  }
  if (!isName(name)) {
    throw new UnusableInput(`There is no limit ${name}; there are ${names.join(', ')}.`)
  }
  const value = Number(digits) * (UNITS[TABLE[name].kind][unit] ?? 0)
  if (value > 0) return [name, value]
  throw new UnusableInput(
    `--limit ${text} can't be meant: the default is ${name}=${short(TABLE[name])}.`,
  )
}

const UNITS: Record<Kind, Record<string, number>> = {
  size: { '': 1, K: 1024, M: MB, G: 1024 * MB },
  time: { '': 1, s: 1 },
  number: { '': 1 },
}

function isName(name: string): name is LimitName {
  return Object.hasOwn(TABLE, name)
}

/** As a person says it: `512 MB`, `60 seconds`, `256`. */
function amount(kind: Kind, value: number): string {
  if (kind === 'time') return count(value, 'second')
  if (kind === 'number') return `${value}`
  return value % MB === 0 ? `${value / MB} MB` : `${value} bytes`
}

/** As the option takes it: `512M`, `60s`, `256`. */
function short({ kind, most }: Row): string {
  if (kind === 'size') return `${most / MB}M`
  return kind === 'time' ? `${most}s` : `${most}`
}
