import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** How often: a process that is just being ended may still write. */
const ATTEMPTS = 5

/** Removes a folder with whatever programs have left in it, also what nobody may read. */
export function removeFolder(folder: string): void {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      return
    } catch (error) {
      if (attempt === ATTEMPTS) {
        process.stderr.write(`${folder} could not be removed: ${(error as Error).message}\n`)
      } else unlock(folder)
    }
  }
}

/** A folder whose permissions its owner took away is given them back. */
function unlock(folder: string): void {
  try {
    chmodSync(folder, 0o700)
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (lstatSync(path).isDirectory()) unlock(path)
    }
  } catch {
    // It is gone, or somebody else's: the next attempt shows which.
  }
}
