import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from 'node:fs'
import { join } from 'node:path'
import { isLitter } from '../../harness/litter.ts'

/** The digest of a text (SHA-256, hexadecimal). */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The digest of files and of folders with everything in them, litter left out: of names and
 * contents, in an order that is the same everywhere.
 */
export function digestOfFiles(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) addPath(hash, '', path)
  return hash.digest('hex')
}

/** What can't be read is told apart from what can, and no more: reading it again may say why. */
function addPath(hash: Hash, name: string, path: string): void {
  try {
    const stats = lstatSync(path)
    hash.update(`${name}\0${stats.mode & 0o111 ? 'may be run' : ''}\0`)
    if (stats.isDirectory()) addFolder(hash, path)
    else if (stats.isSymbolicLink()) hash.update(`${readlinkSync(path)}\0`)
    else if (stats.isFile()) addFile(hash, path)
  } catch (error) {
    hash.update(`${(error as NodeJS.ErrnoException).code}\0`)
  }
}

function addFolder(hash: Hash, path: string): void {
  const names = readdirSync(path).filter((name) => !isLitter(name))
  for (const name of names.toSorted()) addPath(hash, name, join(path, name))
  hash.update('end\0')
}

const CHUNK = 256 * 1024

/** In pieces: a submission may hold a file that is larger than the memory. */
function addFile(hash: Hash, path: string): void {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.alloc(Math.min(CHUNK, fstatSync(file).size + 1))
    let size = 0
    for (let length = -1; length !== 0; size += length) {
      length = readSync(file, chunk)
      hash.update(chunk.subarray(0, length))
    }
    hash.update(`\0${size}\0`)
  } finally {
    closeSync(file)
  }
}
