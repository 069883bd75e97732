import { basename } from 'node:path'
import { filesOf } from '../harness/imports.ts'
import type { Submission } from '../harness/submission.ts'
import { rubric } from './rubric.ts'
import { programsOf } from './tasks.ts'

/** Files that say how programs are run, and so concern all of them. */
const SETTINGS = ['submission.json', 'package.json']

/** The files of each program, by task and role: `t1.server`. */
export type ProgramFiles = Readonly<Record<string, ReadonlySet<string>>>

/** Finds out which files each program of a submission is made of. */
export function programFiles({ programs }: Submission): ProgramFiles {
  const found = Object.entries(programs).map(([key, spec]) => [key, filesOf(spec)] as const)
  return Object.fromEntries(found)
}

/**
 * The checks that can come out differently once these files have changed: those of the programs
 * that a file belongs to, and all of them for a file that seems to belong to none.
 * @param versions what the programs were made of before, and are now
 */
export function affectedChecks(
  changed: readonly string[],
  versions: readonly ProgramFiles[],
): string[] {
  const owners = changed.map((path) => ownersOf(path, versions))
  const concernsAll = owners.some((keys) => keys.length === 0)
  const programs = new Set(owners.flat())
  const isAffected = (id: string) => concernsAll || programsOf(id).some((it) => programs.has(it))
  return rubric.map((rule) => rule.id).filter(isAffected)
}

function ownersOf(path: string, versions: readonly ProgramFiles[]): string[] {
  if (SETTINGS.includes(basename(path))) return []
  return versions.flatMap((files) => Object.keys(files).filter((key) => files[key]?.has(path)))
}
