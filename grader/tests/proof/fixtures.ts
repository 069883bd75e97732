import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../scoring/report.ts'

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** A submission with an expectation: which checks of its tasks fail and which are blocked. */
export type Fixture = {
  name: string
  folder: string
  tasks: string[]
  failed: string[]
  blocked: string[]
}

/** All fixtures of a kind: `right` or `wrong`. */
export function fixtures(kind: 'right' | 'wrong'): Fixture[] {
  const parent = join(ROOT, 'fixtures', kind)
  return readdirSync(parent).map((name) => {
    const folder = join(parent, name)
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
    const touched = readdirSync(folder).flatMap((entry) => /^(t\d)-/.exec(entry)?.[1] ?? [])
    const tasks = touched.length > 0 ? touched : ['t1', 't2', 't3']
    return {
      name: `${kind}/${name}`,
      folder,
      tasks,
      failed: expected.failed,
      blocked: expected.blocked,
    }
  })
}

/** How the real command ended. */
export type Ended = { code: number | null; stdout: string; stderr: string }

/** Runs `npm run grade` as it is run, without npm. */
export function runGrade(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const command = join(ROOT, 'grader', 'commands', 'grade.ts')
  const child = spawn(process.execPath, [command, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (ended.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (ended.stderr += text))
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })))
}

/**
 * Grades a fixture laid over the reference: what it does not hold is right.
 * @param options more options of the command
 */
export async function gradeFixture(
  fixture: Fixture,
  options: readonly string[] = [],
): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-fixture-'))
  try {
    cpSync(join(ROOT, 'reference'), folder, { recursive: true })
    for (const program of programsIn(fixture.folder)) {
      // A program in another language takes the place of the reference's.
      rmSync(join(folder, `${program}.ts`), { force: true })
    }
    cpSync(fixture.folder, folder, { recursive: true })
    const ended = await runGrade([
      folder,
      '--json',
      '-',
      ...fixture.tasks.flatMap((task) => ['--task', task]),
      ...options,
    ])
    return JSON.parse(ended.stdout)
  } catch (error) {
    throw new Error(`grading ${fixture.name} gave no report`, { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function programsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(server|client)\.\w+$/.test(path))
    .map((path) => path.replace(/\.\w+$/, ''))
}
