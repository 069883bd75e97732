import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PYTHON } from '../harness/launch.ts'
import { readSubmission } from '../harness/submission.ts'
import { affectedChecks, programFiles } from '../lab/affected.ts'
import { rubric } from '../lab/rubric.ts'
import { extensions, tasks as labTasks, places } from '../lab/tasks.ts'
import type { Report } from '../scoring/report.ts'
import type { InProcess } from './in-process.ts'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A submission with an expectation: which checks of its tasks fail and which are blocked. */
export type Fixture = {
  name: string
  folder: string
  tasks: string[]
  failed: string[]
  blocked: string[]
  /** What the messages of its failed checks must say, besides. */
  says: string[]
}

/** All fixtures of a kind that this machine can run; the others are named on standard error. */
export function fixtures(kind: Kind): Fixture[] {
  return allFixtures(kind).filter(({ name, folder }) => {
    const lacking = needsOf(folder).find((command) => !isInstalled(command))
    if (lacking) process.stderr.write(`left out ${name}: there is no ${lacking} on this machine\n`)
    return !lacking
  })
}

/** All fixtures of a kind, by name. */
export function allFixtures(kind: Kind): Fixture[] {
  const parent = join(ROOT, 'fixtures', kind)
  return readdirSync(parent)
    .toSorted()
    .map((name) => {
      const folder = join(parent, name)
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
      const { failed, blocked, says = [] } = expected
      const touched = readdirSync(folder).flatMap((entry) => /^(t\d)-/.exec(entry)?.[1] ?? [])
      const tasks = touched.length > 0 ? touched : ['t1', 't2', 't3']
      return { name: `${kind}/${name}`, folder, tasks, failed, blocked, says }
    })
}

type Kind = 'right' | 'wrong'

/**
 * Grades a fixture laid over the reference: what it does not hold is right.
 * @param options.seed random if left out
 * @param options.isWhole also the checks of its tasks that only the reference's programs take part in
 */
export async function gradeFixture(
  grader: InProcess,
  fixture: Fixture,
  { seed, isWhole = false }: { seed?: string; isWhole?: boolean } = {},
): Promise<Report> {
  try {
    return await withLaid(fixture.folder, (folder) => {
      const ids = isWhole ? undefined : concernedBy(fixture, folder)
      return grader.grade(folder, checksOf(fixture.tasks, ids), seed)
    })
  } catch (error) {
    throw new Error(`grading ${fixture.name} gave no report`, { cause: error })
  }
}

/** The checks of these tasks, in the rubric's order. @param among all of them if left out */
export function checksOf(tasks: readonly string[], among?: readonly string[]): string[] {
  const ids = rubric.map((rule) => rule.id)
  return ids.filter((id) => tasks.includes(id.slice(0, 2)) && (among?.includes(id) ?? true))
}

/** The checks of the programs that a fixture brings with it. */
function concernedBy(fixture: Fixture, laid: string): string[] {
  const isSource = (path: string) => !EXPECTATIONS.includes(path) && extname(path) !== ''
  const files = filesIn(fixture.folder).filter(isSource)
  const submission = readSubmission(laid, places, extensions)
  const paths = files.map((path) => join(submission.folder, path))
  return affectedChecks(paths, [programFiles(submission)])
}

/** What a fixture holds for the tests alone. */
const EXPECTATIONS = ['expected.json', 'build.json']

/** Lays a fixture over the reference in a new folder, for as long as `use` takes. */
export async function withLaid<T>(
  fixture: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-fixture-'))
  try {
    cpSync(join(ROOT, 'reference'), folder, { recursive: true })
    for (const program of programsIn(fixture)) {
      // A program in another language takes the place of the reference's.
      rmSync(join(folder, `${program}.ts`), { force: true })
    }
    cpSync(fixture, folder, { recursive: true })
    for (const [command = '', ...args] of buildOf(folder).build) {
      await promisify(execFile)(command, args, { cwd: folder })
    }
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `build.json`: how a fixture in another language is built, in its copy, and what that takes. */
function buildOf(folder: string): { needs: string[]; build: string[][] } {
  const path = join(folder, 'build.json')
  const none = { needs: [], build: [] }
  return existsSync(path) ? { ...none, ...JSON.parse(readFileSync(path, 'utf8')) } : none
}

function needsOf(folder: string): string[] {
  const isPython = filesIn(folder).some((path) => extname(path) === '.py')
  return [...buildOf(folder).needs, ...(isPython ? [PYTHON] : [])]
}

function isInstalled(command: string): boolean {
  const known = installed.get(command) ?? !spawnSync(command, ['--version']).error
  installed.set(command, known)
  return known
}

const installed = new Map<string, boolean>()

/** The lab's programs that a fixture has, in whatever language and under whichever of their names. */
function programsIn(folder: string): string[] {
  const files = filesIn(folder)
  return labTasks
    .flatMap(({ programs }) => [programs.server, programs.client])
    .filter(({ path, sheet }) =>
      files.some((file) => file === sheet || file === path + extname(file)),
    )
    .map(({ path }) => path)
}

function filesIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return paths.map((path) => path.replaceAll(sep, '/'))
}
