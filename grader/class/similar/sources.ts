import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { isLitter } from '../../harness/litter.ts'

/** One file of a program, and its text. */
export type Source = { path: string; text: string }

/** Files that people write programs in. */
const CODE = new Set(
  '.ts .mts .cts .js .mjs .cjs .py .c .h .cc .cpp .hpp .java .kt .go .rs .cs .pl .rb .php .lua .sh'.split(
    ' ',
  ),
)

/** Larger files are no work of a student's by hand, and more of them no lab (bytes, files). */
const LARGEST = 256 * 1024
const MOST = 100

/** The programs' files in a folder, in an order that is the same everywhere. */
export function sourcesIn(folder: string): Source[] {
  return pathsIn(folder, '')
    .slice(0, MOST)
    .map((path) => {
      return { path, text: readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n') }
    })
}

function pathsIn(folder: string, inside: string): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .filter(({ name }) => !isLitter(name))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) return pathsIn(folder, path)
      const isCode = entry.isFile() && CODE.has(extname(path).toLowerCase())
      return isCode && statSync(join(folder, path)).size <= LARGEST ? [path] : []
    })
}
