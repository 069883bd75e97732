import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import type { Entry } from './entry.ts'

/** The entries of a tar archive, in order. @param isPacked with gzip */
export async function* tarEntries(path: string, isPacked: boolean): AsyncGenerator<Entry> {
  const tar = extract()
  const file = createReadStream(path)
  const ended = () => undefined
  // What goes wrong on the way destroys the last stream, which tells it to the loop below.
  if (isPacked) pipeline(file, createGunzip(), tar, ended)
  else pipeline(file, tar, ended)
  try {
    for await (const entry of tar) {
      const { name, type, size, mode } = entry.header
      let isRead = false
      yield {
        path: name,
        kind: kindOf(type),
        size,
        isExecutable: (mode & 0o111) !== 0,
        read: () => {
          isRead = true
          return entry as AsyncIterable<Buffer>
        },
      }
      if (!isRead) entry.resume()
    }
  } finally {
    tar.destroy()
  }
}

function kindOf(type: Header['type']): Entry['kind'] {
  if (type === 'directory') return 'folder'
  if (type === 'file' || type === 'contiguous-file') return 'file'
  return type === 'link' || type === 'symlink' ? 'link' : 'device'
}
