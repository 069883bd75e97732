import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import { UnusableInput } from './unusable-input.ts'

/** The path of a file of a submission that can be read. @throws UnusableInput */
export function readable(folder: string, file: string): string {
  const path = join(folder, file)
  try {
    accessSync(path, constants.R_OK)
    if (!statSync(path).isFile()) throw new Error('not a file')
    return path
  } catch {
    throw new UnusableInput(
      `${file} in ${folder} can't be read: check that it is a file and its permissions.`,
    )
  }
}
