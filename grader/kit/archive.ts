import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A file of a release. */
export type KitFile = {
  /** Its path, with slashes. */
  path: string
  text: string
  isExecutable?: boolean
}

/** The beginning of time for zip files, in every time zone. */
const EPOCH = new Date(1980, 0, 1)

/**
 * A zip file that is the same, byte for byte, wherever and whenever it is made: files in the order
 * of their paths, one date, and stored as they are, since compressors differ from machine to machine.
 */
export async function zip(files: readonly KitFile[]): Promise<Buffer> {
  const archive = new ZipFile()
  for (const { path, text, isExecutable } of inOrder(files)) {
    const mode = isExecutable ? 0o100755 : 0o100644
    const options = { mtime: EPOCH, mode, compress: false, forceDosTimestamp: true }
    archive.addBuffer(Buffer.from(text), path, options)
  }
  archive.end()
  return await buffer(archive.outputStream)
}

/** Files in the order of their paths, which is the same in every language. */
function inOrder(files: readonly KitFile[]): KitFile[] {
  return files.toSorted((left, right) => (left.path < right.path ? -1 : 1))
}

/** The same files in a folder. */
export function within(folder: string, files: readonly KitFile[]): KitFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }))
}
