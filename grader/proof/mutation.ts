import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { rubric } from '../lab/rubric.ts'
import { places, programsOf } from '../lab/tasks.ts'
import type { Report } from '../scoring/report.ts'
import { ROOT, withLaid } from './fixtures.ts'
import type { InProcess } from './in-process.ts'
import { type Mutant, mutantsOf } from './mutants.ts'

/** The programs that are changed: right ones, in each language that is mutated. */
export const EDITIONS = {
  TypeScript: { folder: 'reference', extension: '.ts' },
  Python: { folder: 'fixtures/right/python', extension: '.py' },
} as const
export type Edition = keyof typeof EDITIONS

/** What became of one mutant: the checks that failed, none if nobody noticed. */
export type Result = Omit<Mutant, 'source'> & { failed: string[]; faults: string[] }

/** Mutants that are graded side by side. */
const LANES = 6

/**
 * Grades every mutant of one program with all checks that it takes part in.
 * @param program as in `t1.server`
 * @param hear told of each result as it comes
 */
export async function mutate(
  grader: InProcess,
  edition: Edition,
  program: string,
  hear: (result: Result) => void = () => undefined,
): Promise<Result[]> {
  const file = fileOf(edition, program)
  const mutants = await mutantsOf(join(ROOT, file))
  const unchanged = await gradeMutant(grader, edition, program)
  const wrong = failedIn(unchanged)
  if (wrong.length > 0) throw new Error(`${file} fails ${wrong.join(', ')} as it is`)
  const results: Result[] = []
  const queue = mutants.entries()
  const lane = async () => {
    for (const [at, { source, ...mutant }] of queue) {
      const report = await gradeMutant(grader, edition, program, source)
      const result = { ...mutant, failed: failedIn(report), faults: faultsIn(report) }
      results[at] = result
      hear(result)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return results
}

function gradeMutant(
  grader: InProcess,
  edition: Edition,
  program: string,
  source?: string,
): Promise<Report> {
  const edited = join(ROOT, EDITIONS[edition].folder)
  return withLaid(edited, (folder) => {
    const file = join(folder, relative(edited, join(ROOT, fileOf(edition, program))))
    if (source !== undefined) writeFileSync(file, source)
    return grader.grade(folder, checksWith(program))
  })
}

function checksWith(program: string): string[] {
  return rubric.map(({ id }) => id).filter((id) => programsOf(id).includes(program))
}

/** The file of a program, from the repository's root. */
export function fileOf(edition: Edition, program: string): string {
  const place = places.find(({ key }) => key === program)
  if (!place) throw new Error(`no program ${program}`)
  const { folder, extension } = EDITIONS[edition]
  return `${folder}/${place.path}${extension}`
}

function failedIn({ tasks }: Report): string[] {
  const checks = tasks.flatMap((task) => task.checks)
  return checks.filter(({ status }) => status === 'failed').map(({ id }) => id)
}

/** The grader's own mistakes: there should be none, whatever a mutant does. */
function faultsIn({ tasks }: Report): string[] {
  const checks = tasks.flatMap((task) => task.checks)
  return checks
    .filter(({ status }) => status === 'error')
    .map(({ id, message }) => `${id}: ${message}`)
}
