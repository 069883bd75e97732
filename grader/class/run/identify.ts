import { join } from 'node:path'
import type { Handin } from '../intake/roster.ts'
import type { Settings } from '../results/class-file.ts'
import { digestOf, digestOfFiles } from '../results/digest.ts'

/** What decides the grades of a class, in digests. */
export type Identity = {
  /** Of the whole class. */
  fingerprint: string
  /** What differs when a grade of before is not one of this submission. */
  fingerprintOf(handin: Handin): string
  seedOf(handin: Handin): string
  settings: Settings
}

/** What decides the grades, besides what was handed in and the grader. */
export type Deciding = {
  selected: string[]
  strict: boolean
  /** Chosen by the class itself where it is left out: nobody in it can know it beforehand. */
  seed: string | undefined
  /** Isolation and limits; plain data. */
  conditions: unknown
}

/** Reads everything that was handed in, and the grader itself. */
export function identify(
  handins: readonly Handin[],
  { selected, strict, seed, conditions }: Deciding,
): Identity {
  const digests = new Map(handins.map((handin) => [handin.key, digestOfHandin(handin)]))
  const grader = [graderDigest(), process.version, selected, strict, seed ?? '', conditions]
  const classSeed = seed ?? short([...digests.values()].join())
  const fingerprintOf = ({ key }: Handin) => digestOf(JSON.stringify([digests.get(key), grader]))
  return {
    fingerprint: digestOf(JSON.stringify([[...digests], grader])),
    fingerprintOf,
    seedOf: ({ key }) => short(`${classSeed}/${digests.get(key)}`),
    settings: { selected, strict, seed: classSeed },
  }
}

function digestOfHandin({ parts, problem }: Handin): string {
  const files = parts.map(({ file, path }) => [file, digestOfFiles([path])])
  return digestOf(JSON.stringify([files, problem ?? '']))
}

const GRADER = join(import.meta.dirname, '../..')
/** What decides a grade and its report. */
const PARTS = ['class', 'engine', 'harness', 'lab', 'reports', 'scoring']

function graderDigest(): string {
  return digestOfFiles(PARTS.map((name) => join(GRADER, name)))
}

/** Eight letters and digits, as seeds are. */
function short(text: string): string {
  return BigInt(`0x${digestOf(text).slice(0, 12)}`)
    .toString(36)
    .padStart(8, '0')
    .slice(-8)
}
