import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What holds no work of a student's, and what editors leave beside their files. */
const IGNORED = /^\.|^node_modules$|^__pycache__$|~$|^#.*#$/

/** What was in a folder: for each path something that differs once it is another's or changed. */
export type Listing = { files: Map<string, string>; folders: Map<string, string> }

/**
 * Lists a folder with everything in it, but for `node_modules` and what is hidden.
 * @param enter hears of each folder before it is read
 */
export function listFolder(
  root: string,
  enter: (folder: string, identity: string) => void,
): Listing {
  const files = new Map<string, string>()
  const folders = new Map<string, string>()
  const visit = (folder: string) => {
    const identity = identityOf(folder)
    if (identity === undefined) return
    folders.set(folder, identity)
    enter(folder, identity)
    for (const entry of entriesOf(folder)) {
      if (IGNORED.test(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      else files.set(path, stampOf(path))
    }
  }
  visit(root)
  return { files, folders }
}

/**
 * Differs for a folder that took another's place: a freed inode is soon used again.
 * @returns undefined for a folder that is gone
 */
export function identityOf(folder: string): string | undefined {
  const stats = statSync(folder, { bigint: true, throwIfNoEntry: false })
  return stats && `${stats.ino} ${stats.birthtimeNs}`
}

/** What is in a folder; nothing when it has just been removed. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Differs when a file has been written anew, or replaced by another. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch {
    return 'unreadable'
  }
}
