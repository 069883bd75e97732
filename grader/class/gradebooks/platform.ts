import type { Table } from '../csv.ts'
import type { Row } from '../results/row.ts'

/** The gradebook of a platform, which takes the grades back. */
export type PlatformGradebook = {
  platform: string
  /** The name of the file to be imported. */
  file: string
  /** Whether a table is one that this platform exported. */
  recognises(table: Table): boolean
  /**
   * Fills the grades in.
   * @param column the title of the column that takes them, where the table has several
   * @throws UnusableInput when it can't be told which column is meant
   */
  fill(table: Table, rows: readonly Row[], column: string | undefined): Filled
}

/** A table to be imported, and for whom it has a grade. */
export type Filled = {
  text: string
  matching: Matching
}

/** How submissions and the students of a gradebook came together. */
export type Matching = {
  /** How many students get a grade. */
  filled: number
  /** Submissions that are nobody's in the gradebook. */
  unmatched: string[]
  /** Submissions that may be several students', and why: no grade is filled in for them. */
  ambiguous: string[]
  /** Students in the gradebook from whom nothing came. */
  withoutSubmission: string[]
}

/** Points on the platform's own scale, with two decimals. */
export function scaled({ score = 0, max = 100 }: Row, most: number): string {
  return ((score / (max || 1)) * most).toFixed(2)
}

/** A name without what platforms write in different ways: accents, case, signs, blanks. */
export function letters(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether two names are the same, as people read them. */
export function isSame(left: string, right: string): boolean {
  return letters(left) !== '' && letters(left) === letters(right)
}

/** A number alone proves little: it may be another platform's, or count something else. */
export function isNumber(id: string): boolean {
  return /^\d+$/.test(id)
}
