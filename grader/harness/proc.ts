import { readdirSync, readFileSync } from 'node:fs'

/** What is in a folder of `/proc`; nothing when its process has just ended, or is not ours to look at. */
export function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The text of a file of `/proc`; undefined as for `list`. */
export function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
