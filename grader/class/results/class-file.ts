import type { Kit } from '../../scoring/kit.ts'
import type { Matching } from '../gradebooks/platform.ts'
import type { Row } from './row.ts'
import { type Tally, tally } from './tally.ts'

/** `class.json`: a class, how it was graded, and how it came out. */
export type ClassFile = {
  schema: 1
  /** The folder or archive of the submissions, without what leads to it. */
  class: string
  platform: string
  /** Differs when any submission, the grader or its settings differ. */
  fingerprint: string
  kit: Kit
  settings: Settings
  shard?: Shard
  /** How many submissions the whole class has, also where this is a shard of it. */
  submissions: number
  /** Files that are nobody's submission. */
  leftOut: string[]
  tally: Tally
  /** The platform's gradebook, once it has been filled in. */
  gradebook?: Matching & { file: string }
  rows: Row[]
}

/** What a class was graded with. */
export type Settings = {
  /** Ids of the checks. */
  selected: string[]
  strict: boolean
  seed: string
}

/** Which part of a class, counted from 1. */
export type Shard = { index: number; of: number }

/** All of a class file but what follows from its lines. */
export type ClassFacts = Omit<ClassFile, 'schema' | 'tally' | 'rows'>

export function classFile(facts: ClassFacts, rows: readonly Row[]): ClassFile {
  return { schema: 1, ...facts, tally: tally(rows), rows: [...rows] }
}
