import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { ZipFile } from 'yazl'

/** One file to be packed; a path that ends with `/` is a folder. */
export type Packed = { path: string; text?: string | Buffer; mode?: number }

/** A zip, also with names that no packer would make: they are written over names of equal length. */
export async function zipOf(files: readonly Packed[]): Promise<Buffer> {
  const zip = new ZipFile()
  const names = files.map(({ path }) => ({ path, harmless: harmless(path) }))
  for (const [index, { path, text = '', mode }] of files.entries()) {
    const name = names[index]?.harmless as string
    if (path.endsWith('/')) zip.addEmptyDirectory(name)
    else zip.addBuffer(Buffer.from(text), name, { mode: mode ?? 0o100644 })
  }
  zip.end()
  const bytes = await buffer(zip.outputStream)
  for (const { path, harmless } of names) rename(bytes, harmless, path)
  return bytes
}

/** A tar.gz with whatever its headers say. */
export async function tarOf(files: readonly (Packed & Partial<Header>)[]): Promise<Buffer> {
  const tar = pack()
  const bytes = buffer(tar)
  for (const { path, text = '', ...header } of files) {
    const isFolder = path.endsWith('/')
    const named = { type: isFolder ? 'directory' : 'file', ...header, name: path } as const
    tar.entry(named, isFolder ? '' : Buffer.from(text))
  }
  tar.finalize()
  return gzipSync(await bytes)
}

let count = 0

/** A name of the same length in UTF-8 that is nowhere else in the archive. */
function harmless(path: string): string {
  if (!/^[\\/]|^[a-z]:|\.\.|\\|\0/i.test(path)) return path
  const ending = path.endsWith('/') ? '/' : ''
  const length = Buffer.byteLength(path) - ending.length
  return `${`~${count++}`.padStart(length, '~').slice(-length)}${ending}`
}

function rename(bytes: Buffer, from: string, to: string): void {
  if (from === to) return
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at)
}
