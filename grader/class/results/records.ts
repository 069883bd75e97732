import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from './digest.ts'
import { readData, readIfThere, writeWhole } from './files.ts'
import type { Mark } from './row.ts'

/** The files of one grade, by name: `report.json`, `report.md`. */
export type Reports = Readonly<Record<string, string>>

/** What says that a grade is finished, and of what it is one. Written last. */
type Kept = {
  schema: 1
  /** Of everything that decides the grade: what was handed in, the grader, its settings. */
  fingerprint: string
  /** The digests of the files beside it. */
  files: Record<string, string>
  mark: Mark
}

const RECORD = 'result.json'

/** The finished grades of a class, each in a folder of its own. */
export class Records {
  readonly #folder: string

  /** @param out the folder of all results */
  constructor(out: string) {
    this.#folder = join(out, 'submissions')
  }

  /** The folder of one submission's results. */
  folderOf(key: string): string {
    return join(this.#folder, key)
  }

  /** A finished grade of just this. @returns undefined when it is unfinished, damaged, or another's */
  find(key: string, fingerprint: string): Mark | undefined {
    const record = readData(join(this.folderOf(key), RECORD)) as Partial<Kept> | undefined
    if (record?.schema !== 1 || record.fingerprint !== fingerprint || !record.mark) return undefined
    const files = Object.entries(record.files ?? {})
    const areWhole = files.every(([name, digest]) => {
      const text = readIfThere(join(this.folderOf(key), name))
      return text !== undefined && digestOf(text) === digest
    })
    return areWhole && files.length > 0 ? record.mark : undefined
  }

  /** Keeps a grade. What was there of an older one is gone from the first moment on. */
  keep(key: string, fingerprint: string, mark: Mark, reports: Reports): void {
    const folder = this.folderOf(key)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of Object.entries(reports)) writeWhole(join(folder, name), text)
    const files = Object.fromEntries(
      Object.entries(reports).map(([name, text]) => [name, digestOf(text)]),
    )
    const record: Kept = { schema: 1, fingerprint, files, mark }
    writeWhole(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`)
  }
}
