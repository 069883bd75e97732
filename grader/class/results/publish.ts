import { join } from 'node:path'
import { tasks } from '../../lab/tasks.ts'
import { readTable } from '../csv.ts'
import { moodleFeedback } from '../gradebooks/moodle-feedback.ts'
import { gradebookOf } from '../gradebooks/registry.ts'
import { writePages } from '../page/write-pages.ts'
import { type ClassFacts, type ClassFile, classFile } from './class-file.ts'
import { writeWhole } from './files.ts'
import { gradebook } from './gradebook.ts'
import { Records } from './records.ts'
import type { Row } from './row.ts'

/** The name of the file that says how a class came out. */
export const CLASS_FILE = 'class.json'

/** A platform's own gradebook, which is to be filled in. */
export type Wanted = { path: string; column: string | undefined }

/** Writes what is known so far: the gradebook and the class file. */
export function writeSoFar(out: string, facts: ClassFacts, rows: readonly Row[]): ClassFile {
  const file = classFile(facts, rows)
  const ids = tasks.map(({ id }) => id).filter((id) => isGraded(id, facts))
  writeWhole(join(out, 'gradebook.csv'), gradebook(rows, ids))
  writeWhole(join(out, CLASS_FILE), `${JSON.stringify(file, null, 2)}\n`)
  return file
}

/** Writes everything that an instructor takes away, and what the platform imports. @throws UnusableInput */
export async function publish(
  out: string,
  facts: ClassFacts,
  rows: readonly Row[],
  wanted: Wanted | undefined,
): Promise<ClassFile> {
  const filled = wanted && fill(out, rows, wanted)
  if (facts.platform === 'moodle') {
    const zip = await moodleFeedback(rows, new Records(out))
    writeWhole(join(out, 'moodle-feedback.zip'), zip)
  }
  const file = writeSoFar(out, { ...facts, ...(filled && { gradebook: filled }) }, rows)
  writePages(out, file)
  return file
}

/** Reads a platform's gradebook, only to see that it can be filled in. @throws UnusableInput */
export function tryGradebook({ path, column }: Wanted): void {
  const table = readTable(path)
  gradebookOf(table).fill(table, [], column)
}

function fill(out: string, rows: readonly Row[], { path, column }: Wanted): ClassFile['gradebook'] {
  const table = readTable(path)
  const { file, fill } = gradebookOf(table)
  const { text, matching } = fill(table, rows, column)
  writeWhole(join(out, file), text)
  return { file, ...matching }
}

function isGraded(task: string, { settings }: ClassFacts): boolean {
  return settings.selected.some((id) => id.startsWith(`${task}.`))
}
