import { UnusableInput } from '../../harness/unusable-input.ts'
import type { Table } from '../csv.ts'
import { brightspaceGrades } from './brightspace.ts'
import { canvasGradebook } from './canvas.ts'
import { moodleWorksheet } from './moodle.ts'
import type { PlatformGradebook } from './platform.ts'

/** The strictest first. */
const GRADEBOOKS: readonly PlatformGradebook[] = [
  canvasGradebook,
  brightspaceGrades,
  moodleWorksheet,
]

/** Which platform exported a table. @throws UnusableInput */
export function gradebookOf(table: Table): PlatformGradebook {
  const found = GRADEBOOKS.find((gradebook) => gradebook.recognises(table))
  if (found) return found
  throw new UnusableInput(
    `${table.name} is neither Moodle's grading worksheet nor a gradebook that Canvas or Brightspace exported: its columns are ${table.header.join(', ')}.`,
  )
}
