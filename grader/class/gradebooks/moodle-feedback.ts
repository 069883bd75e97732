import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { Records } from '../results/records.ts'
import type { Row } from '../results/row.ts'

/** The feedback that a student gets. */
const FEEDBACK = 'report.md'

/**
 * Moodle's feedback files: a zip with a folder for each student, named as in the download, from which
 * Moodle knows whose it is.
 */
export function moodleFeedback(rows: readonly Row[], records: Records): Promise<Buffer> {
  const zip = new ZipFile()
  for (const row of rows) {
    const file = join(records.folderOf(row.key), FEEDBACK)
    const folder = folderOf(row)
    if (folder !== undefined && existsSync(file)) zip.addFile(file, `${folder}/${FEEDBACK}`)
  }
  zip.end()
  return buffer(zip.outputStream)
}

/** `Full Name_12345_assignsubmission_file`, with the underscore at its end if it came with one. */
function folderOf({ files }: Row): string | undefined {
  const [, folder] =
    /^([^_]*(?:_\d+)?_assignsubmission_file_?)/.exec(files.find((it) => IS_FILE.test(it)) ?? '') ??
    []
  if (folder) return files.length === 1 && files[0] === folder ? folder : folder.replace(/_$/, '')
  const [, start] = /^([^_]*(?:_\d+)?)_assignsubmission_/.exec(files[0] ?? '') ?? []
  return start && `${start}_assignsubmission_file`
}

const IS_FILE = /_assignsubmission_file/
