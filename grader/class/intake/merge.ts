import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { isLitter } from '../../harness/litter.ts'
import { extensions } from '../../lab/tasks.ts'
import { Unreadable } from '../unreadable.ts'

/** A place where programs of the lab were found. */
export type Root = {
  folder: string
  /** As the student or the platform named it, for people. */
  name: string
}

/**
 * Copies what was handed in in pieces, such as one archive for each task, into one folder.
 * @throws Unreadable where two pieces have different versions of one file
 */
export function merge(roots: readonly Root[], folder: string): void {
  const origins = new Map<string, string>()
  for (const root of roots) {
    for (const file of filesOf(root.folder)) {
      const from = join(root.folder, file)
      const to = join(folder, file)
      const other = origins.get(file)
      if (other === undefined) copy(from, to)
      else if (isCode(file) && !isSame(from, to)) {
        throw new Unreadable(`${file} is both in ${other} and in ${root.name}: ${WAY_OUT}`)
      }
      origins.set(file, other ?? root.name)
    }
  }
}

const WAY_OUT = 'leave only what counts'

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  if (!existsSync(to)) copyFileSync(from, to)
}

/** A read-me may differ; what is run may not. */
function isCode(file: string): boolean {
  const ending = extname(file)
  return ending === '.json' || extensions.some((extension) => extension === ending)
}

function isSame(left: string, right: string): boolean {
  return readFileSync(left).equals(readFileSync(right))
}

/** The files of a folder with everything in it, relative to it; links are not followed. */
function filesOf(folder: string, inside = ''): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .filter((entry) => !isLitter(entry.name))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) return filesOf(folder, path)
      return entry.isFile() ? [path] : []
    })
}
