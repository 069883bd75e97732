import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isLitter } from '../../harness/litter.ts'
import { places } from '../../lab/tasks.ts'
import { isArchiveName, withoutArchiveEnding } from '../archives/archive.ts'
import { brightspace } from '../names/brightspace.ts'
import { canvas } from '../names/canvas.ts'
import { moodle } from '../names/moodle.ts'

/** One thing in the folder of a class: a folder or a file, of one student. */
export type Item = {
  name: string
  path: string
  isFolder: boolean
}

/** The things in a folder of submissions, litter left out. */
export type Listed = { path: string; name: string; items: Item[] }

/**
 * What is in a folder of submissions, in an order that is the same everywhere. A folder that holds
 * nothing but the folder of submissions, as archives often do, is stepped into.
 */
export function listItems(path: string, name: string): Listed {
  const items = itemsIn(path)
  const [only] = items
  if (items.length === 1 && only?.isFolder && isWrapper(only))
    return listItems(only.path, only.name)
  return { path, name: withoutArchiveEnding(name), items }
}

function itemsIn(path: string): Item[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !isLitter(entry.name) && (entry.isFile() || isFolder(path, entry)))
    .map((entry) => ({
      name: entry.name.normalize('NFC'),
      path: join(path, entry.name),
      isFolder: !entry.isFile(),
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
}

/** A link that an instructor made to a folder is one; links in archives were never made. */
function isFolder(path: string, entry: Dirent): boolean {
  return entry.isDirectory() || (entry.isSymbolicLink() && existsSync(join(path, entry.name, '.')))
}

/** Whether a lone folder is not one student's work, but everybody's. */
function isWrapper({ path, name }: Item): boolean {
  if ([moodle, brightspace, canvas].some((naming) => naming.parse(name))) return false
  const inner = itemsIn(path)
  if (inner.some((item) => PROGRAM_FOLDERS.has(item.name) || item.name === 'submission.json')) {
    return false
  }
  if (inner.some((item) => [moodle, brightspace, canvas].some((it) => it.parse(item.name)))) {
    return true
  }
  return inner.filter((item) => item.isFolder || isArchiveName(item.name)).length > 1
}

const PROGRAM_FOLDERS = new Set(
  places.flatMap(({ path, also }) => [path, also].map((file) => file.split('/')[0] as string)),
)
