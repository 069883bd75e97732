import type { Row } from '../results/row.ts'
import type { Matching } from './platform.ts'

/** One student in a platform's gradebook. */
export type Line = {
  /** Where it is in the table. */
  at: number
  /** As the gradebook names them. */
  who: string
}

/** Whom a submission may belong to, and on what ground. */
export type Found = {
  lines: readonly Line[]
  /** It belongs to all of them: they are a team. */
  isTeam?: boolean
  /** Why none of them can be sure. */
  doubt?: string
}

/** For each line that gets a grade, by its place in the table, the submission that it comes from. */
export type Matched = { grades: Map<number, Row>; matching: Matching }

/** Brings submissions and students together, and guesses nothing. */
export function match(
  rows: readonly Row[],
  lines: readonly Line[],
  find: (row: Row) => Found,
): Matched {
  const claims = new Map<number, Row[]>()
  const unmatched: string[] = []
  const ambiguous: string[] = []
  for (const row of rows.filter(({ attempt }) => attempt > 0)) {
    const { lines: found, isTeam, doubt } = find(row)
    if (doubt) ambiguous.push(`${row.key}: ${doubt}`)
    else if (found.length === 0) unmatched.push(row.key)
    else if (found.length > 1 && !isTeam) ambiguous.push(`${row.key}: ${several(found)}`)
    else for (const { at } of found) claims.set(at, [...(claims.get(at) ?? []), row])
  }
  const grades = new Map<number, Row>()
  for (const [at, claiming] of claims) {
    const [only, ...others] = claiming
    if (only && others.length === 0) grades.set(at, only)
    else
      ambiguous.push(`${claiming.map(({ key }) => key).join(' and ')}: ${sameStudent(lines, at)}`)
  }
  const graded = new Map([...grades].filter(([, { status }]) => status === 'graded'))
  const withoutSubmission = lines.filter(({ at }) => !claims.has(at)).map(({ who }) => who)
  return {
    grades: graded,
    matching: { filled: graded.size, unmatched, ambiguous, withoutSubmission },
  }
}

function several(lines: readonly Line[]): string {
  return `may be ${lines.map(({ who }) => who).join(' or ')}`
}

function sameStudent(lines: readonly Line[], at: number): string {
  return `both are ${lines.find((line) => line.at === at)?.who}`
}
