import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { Unreadable } from '../unreadable.ts'
import type { Entry } from './entry.ts'

/** The entries of a zip, in the order of its table of contents. @throws Unreadable */
export async function* zipEntries(path: string): AsyncGenerator<Entry> {
  // Names are decoded here: yauzl would give up the whole archive at the first one that is unsafe.
  const zip = await yauzl.openPromise(path, { decodeStrings: false })
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (entry.isEncrypted()) {
      throw new Unreadable('is protected by a password: ask for it without one')
    }
    if (!entry.canDecodeFileData()) {
      throw new Unreadable(
        'is packed by a method that is not known here: ask for it packed as usual',
      )
    }
    yield {
      path: name,
      kind: kindOf(entry, name),
      size: entry.uncompressedSize,
      isExecutable: (modeOf(entry) & 0o111) !== 0,
      read: () => contents(zip, entry),
    }
  }
}

async function* contents(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let sum = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (sum !== entry.crc32) throw new Error(`wrong check sum of ${nameOf(entry)}`)
}

/** Unix's types of files: the upper four bits of a mode. */
const TYPES: Record<number, Entry['kind']> = { 4: 'folder', 8: 'file', 10: 'link' }

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
}

function kindOf(entry: yauzl.Entry, name: string): Entry['kind'] {
  if (name.endsWith('/')) return 'folder'
  const type = modeOf(entry) >>> 12
  return type === 0 ? 'file' : (TYPES[type] ?? 'device')
}

/** Zero where the archive was not made on Unix. */
function modeOf(entry: yauzl.Entry): number {
  return entry.externalFileAttributes >>> 16
}
