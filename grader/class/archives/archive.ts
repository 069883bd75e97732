import { closeSync, openSync, readSync } from 'node:fs'
import { Unreadable } from '../unreadable.ts'
import type { Entry } from './entry.ts'
import { tarEntries } from './tar.ts'
import { zipEntries } from './zip.ts'

/** Names under which archives are handed in, also such as can't be opened here. */
const ARCHIVE = /\.(?:zip|tgz|tar|tar\.[a-z0-9]+|gz|rar|7z|bz2|tbz2?|xz|txz|zst)$/i

/** Whether a file is meant to be an archive, by its name. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE.test(name)
}

/** A file name without the ending of an archive. */
export function withoutArchiveEnding(name: string): string {
  return name.replace(ARCHIVE, '') || name
}

/** Opens an archive by what is in it, whatever its name says. @throws Unreadable */
export function openArchive(path: string): AsyncIterable<Entry> {
  const kind = KINDS.find(({ at, magic }) => hasMagic(path, at, magic))
  if (kind?.open) return kind.open(path)
  if (kind) throw new Unreadable(`is ${kind.name}: ${WAY_OUT}`)
  const isEmpty = headOf(path).length === 0
  throw new Unreadable(isEmpty ? 'is empty' : `is no archive, whatever its name says: ${WAY_OUT}`)
}

const WAY_OUT = 'ask for a .zip or a .tar.gz, or put a folder in its place'

type Kind = {
  name: string
  /** Where its first bytes that tell it are. */
  at: number
  magic: string
  open?(path: string): AsyncIterable<Entry>
}

const KINDS: readonly Kind[] = [
  { name: 'a zip', at: 0, magic: 'PK\x03\x04', open: zipEntries },
  { name: 'an empty zip', at: 0, magic: 'PK\x05\x06', open: zipEntries },
  { name: 'a tar.gz', at: 0, magic: '\x1f\x8b', open: (path) => tarEntries(path, true) },
  { name: 'a tar', at: 257, magic: 'ustar', open: (path) => tarEntries(path, false) },
  { name: 'a RAR archive', at: 0, magic: 'Rar!' },
  { name: 'a 7z archive', at: 0, magic: '7z\xbc\xaf' },
  { name: 'a bzip2 archive', at: 0, magic: 'BZh' },
  { name: 'an xz archive', at: 0, magic: '\xfd7zXZ' },
  { name: 'a Zstandard archive', at: 0, magic: '\x28\xb5\x2f\xfd' },
]

function hasMagic(path: string, at: number, magic: string): boolean {
  return headOf(path).subarray(at).subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'))
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(512)
  const file = openSync(path, 'r')
  try {
    return head.subarray(0, readSync(file, head))
  } finally {
    closeSync(file)
  }
}
