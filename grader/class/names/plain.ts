import { withoutArchiveEnding } from '../archives/archive.ts'
import type { Naming } from './naming.ts'

/** A folder or an archive that is named after its student. */
export const plain: Naming = {
  platform: 'plain',
  parse(name) {
    const who = withoutArchiveEnding(name)
    return { student: who, who, id: who }
  },
}
