import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isLitter } from '../harness/litter.ts'
import { extensions, places } from './tasks.ts'

/** So many folders deep a submission may lie in what was handed in. */
const DEEPEST = 2

/** The folders that hold programs of the lab: those nearest to the top, and none below them. */
export function findRoots(folder: string): string[] {
  let level = [folder]
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const roots = level.filter((it) => programsIn(it).length > 0 || hasManifest(it))
    if (roots.length > 0) return roots
    level = level.flatMap(foldersIn)
  }
  return []
}

/** The files and folders in what was handed in, so deep as a submission is looked for; no litter. */
export function filesIn(folder: string, depth = DEEPEST): string[] {
  const inner = depth > 0 ? foldersIn(folder).flatMap((it) => filesIn(it, depth - 1)) : []
  return [...entriesIn(folder, (entry) => entry.isFile()), ...inner]
}

/** Which of the lab's programs a folder holds, by key. */
export function programsIn(folder: string): string[] {
  const isThere = ({ path, also }: (typeof places)[number]) =>
    [...extensions.map((extension) => path + extension), also].some((file) =>
      existsSync(join(folder, file)),
    )
  return places.filter(isThere).map(({ key }) => key)
}

function hasManifest(folder: string): boolean {
  return existsSync(join(folder, 'submission.json'))
}

function foldersIn(folder: string): string[] {
  return entriesIn(folder, (entry) => entry.isDirectory())
}

type Wanted = (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean

/** In an order that is the same everywhere. */
function entriesIn(folder: string, isWanted: Wanted): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !isLitter(entry.name) && isWanted(entry))
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => join(folder, name))
}
