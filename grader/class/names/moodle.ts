import type { Naming } from './naming.ts'

/**
 * `Full Name_12345_assignsubmission_file`, up to Moodle 4.0 with another `_` at its end, and flat:
 * `Full Name_12345_assignsubmission_file_lab.zip`. The default team has no number.
 */
const NAME = /^([^_]*)(?:_(\d+))?_assignsubmission_([a-z]+)(?:_(.*))?$/s

export const moodle: Naming = {
  platform: 'moodle',
  parse(name) {
    const [, who = '', id = '', , file] = NAME.exec(name) ?? []
    if (who === '') return undefined
    return { student: `${who}_${id}`, who, id, ...(file && { file }) }
  },
}
