/** One thing in an archive, as the archive says: nothing of it has been looked at yet. */
export type Entry = {
  path: string
  kind: 'file' | 'folder' | 'link' | 'device'
  /** In bytes, as announced; what really comes is counted again. */
  size: number
  isExecutable: boolean
  /** The bytes, to be read before the next entry is asked for, or not at all. */
  read(): AsyncIterable<Buffer>
}
