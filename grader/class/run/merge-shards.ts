import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UnusableInput } from '../../harness/unusable-input.ts'
import type { ClassFile } from '../results/class-file.ts'
import { readData } from '../results/files.ts'
import { CLASS_FILE, publish, type Wanted } from '../results/publish.ts'
import { Records } from '../results/records.ts'
import { shardFolder } from './shard.ts'

/** A part of a class, graded by itself, and where its results are. */
type Part = { folder: string; file: ClassFile }

/**
 * Joins the parts of a class, which lie in one folder as `--shard` left them, as if one run had
 * graded all.
 * @throws UnusableInput when a part is missing, not finished, or of another class
 */
export async function mergeShards(out: string, wanted: Wanted | undefined): Promise<ClassFile> {
  const parts = findParts(out)
  const [first] = parts as [Part]
  checkSame(parts)
  const rows = parts.flatMap(({ file }) => file.rows)
  const unfinished = rows.filter(({ status }) => status === 'waiting').length
  if (unfinished > 0 || rows.length !== first.file.submissions) {
    throw new UnusableInput(
      `${out} is not graded to its end: ${unfinished || first.file.submissions - rows.length} submissions are still to be graded; run the parts again, they go on.`,
    )
  }
  for (const { folder, file } of parts) copyResults(folder, out, file)
  const { schema, tally, rows: _, shard, gradebook, ...facts } = first.file
  return publish(out, facts, rows.toSorted(byKey), wanted)
}

/** All parts there are, in order. @throws UnusableInput */
function findParts(out: string): Part[] {
  const names = existsSync(out) ? readdirSync(out) : []
  const folders = names.filter((name) => /^shard-\d+-of-\d+$/.test(name))
  const counts = new Set(folders.map((name) => Number(name.split('-').at(-1))))
  const [of = 0, other] = [...counts].toSorted((left, right) => left - right)
  if (of === 0) {
    throw new UnusableInput(`${out} holds no parts of a class: name the folder that --out named.`)
  }
  if (other !== undefined) {
    throw new UnusableInput(
      `${out} holds parts of ${of} and parts of ${other}: remove those that do not count.`,
    )
  }
  const parts = Array.from({ length: of }, (_, at) => join(out, shardFolder({ index: at + 1, of })))
  const files = parts.map((folder) => readData(join(folder, CLASS_FILE)) as ClassFile | undefined)
  const missing = files.flatMap((file, at) => (file ? [] : [at + 1]))
  if (missing.length === 0)
    return parts.map((folder, at) => ({ folder, file: files[at] as ClassFile }))
  throw new UnusableInput(
    `${out} lacks the parts ${missing.join(', ')} of ${of}: run them, then merge again.`,
  )
}

function checkSame(parts: readonly Part[]): void {
  const [first, ...others] = parts as [Part, ...Part[]]
  const other = others.find(({ file }) => file.fingerprint !== first.file.fingerprint)
  if (!other) return
  throw new UnusableInput(
    `${first.folder} and ${other.folder} are not of the same class, grader and settings: run the parts again.`,
  )
}

function copyResults(from: string, to: string, { rows }: ClassFile): void {
  const [source, target] = [new Records(from), new Records(to)]
  mkdirSync(join(to, 'submissions'), { recursive: true })
  for (const { key, status } of rows) {
    if (status === 'missing') continue
    cpSync(source.folderOf(key), target.folderOf(key), { recursive: true })
  }
}

function byKey(left: { key: string }, right: { key: string }): number {
  return left.key < right.key ? -1 : 1
}
