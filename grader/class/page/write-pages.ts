import { join } from 'node:path'
import type { ClassFile } from '../results/class-file.ts'
import { writeWhole } from '../results/files.ts'
import { Records } from '../results/records.ts'
import { classPage, projectorPage } from './class-page.ts'
import { failuresOf } from './failures.ts'

/** Writes the class's pages beside its results. */
export function writePages(out: string, file: ClassFile): void {
  const failures = failuresOf(file.rows, new Records(out))
  writeWhole(join(out, 'index.html'), classPage(file, failures))
  writeWhole(join(out, 'projector.html'), projectorPage(file, failures))
}
