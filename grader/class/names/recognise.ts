import { blackboard } from './blackboard.ts'
import { brightspace } from './brightspace.ts'
import { canvas } from './canvas.ts'
import { githubNaming } from './github.ts'
import { moodle } from './moodle.ts'
import type { Naming } from './naming.ts'
import { plain } from './plain.ts'

/** The strictest first: what two of them could have made is the first one's. */
const PLATFORMS: readonly Naming[] = [moodle, blackboard, brightspace, canvas]

/** What is known of a folder of submissions, besides the names in it. */
export type Surroundings = {
  /** The folder's own name, or the archive's without its ending. */
  folder: string
  /** Whether each thing in it is a clone of a repository. */
  isCloned: boolean
}

/** Which platform packed a folder, by the names of what is in it. One download comes from one platform. */
export function recognise(names: readonly string[], surroundings: Surroundings): Naming {
  const counts = PLATFORMS.map((naming) => names.filter((name) => naming.parse(name)).length)
  const most = Math.max(...counts)
  if (most > 0 && most * 2 >= names.length) return PLATFORMS[counts.indexOf(most)] as Naming
  const assignment = assignmentOf(names, surroundings)
  return assignment === undefined ? plain : githubNaming(assignment)
}

/** What all names of GitHub Classroom's repositories begin with, with its hyphen. */
function assignmentOf(
  names: readonly string[],
  { folder, isCloned }: Surroundings,
): string | undefined {
  const [, slug] = /^(.+)-submissions$/.exec(folder) ?? []
  if (slug && names.some((name) => name.startsWith(`${slug}-`))) return `${slug}-`
  const areArchives = names.every((name) => /-(?:main|master)(?:\.zip|\.tar\.gz)?$/.test(name))
  if (names.length < 2 || !(isCloned || areArchives)) return undefined
  return commonStart(names) || undefined
}

/** What all of them begin with, up to and with its last hyphen. */
function commonStart(names: readonly string[]): string {
  const [first = '', ...others] = names
  let length = first.length
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) length--
  }
  return first.slice(0, first.slice(0, length).lastIndexOf('-') + 1)
}
