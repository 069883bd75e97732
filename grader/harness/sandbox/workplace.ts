import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { isInside } from '../commands.ts'
import type { LaunchSpec } from '../launch.ts'
import { isOwnFault } from '../own-fault.ts'
import { stripAll } from '../strip.ts'
import type { Submission } from '../submission.ts'
import { copySubmission } from './private-copy.ts'
import { removeFolder } from './remove.ts'
import { laySettings } from './settings.ts'
import { sweep } from './sweep.ts'
import { openTo, type User } from './user.ts'

/** Where the programs of one grade run; plain data, so that it can cross to the worker. */
export type Workplace = {
  /** The private folder; everything below is in it. */
  folder: string
  /** The copy of the submission. */
  copy: string
  /** The programs, as `Submission.programs` has them, but in the copy. */
  programs: Record<string, LaunchSpec>
  /** The programs' TypeScript, stripped of its types: see `strip.ts`. */
  stripped: string
  /** Empty, and stands for the user's home. */
  home: string
  /** For temporary files. */
  temporary: string
  /** What stands for `/etc`. */
  settings: string
  /** What of the submission was left out, in sentences. */
  notes: string[]
}

/**
 * Makes a private folder with a copy of the submission. To be removed by `removeWorkplace`.
 * @param user as whom programs run, if not as the grader's own
 * @throws UnusableInput for a submission that is too large
 */
export function makeWorkplace(submission: Submission, user?: User): Workplace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'socket-lab-')))
  try {
    const workplace = furnish(folder, submission)
    if (user) openTo(user, workplace)
    return workplace
  } catch (error) {
    removeWorkplace({ folder })
    throw error
  }
}

/** Removes it, and ends what still runs in it; what can't be removed is no reason to lose a grade. */
export function removeWorkplace({ folder }: Pick<Workplace, 'folder'>): void {
  try {
    sweep(folder)
    removeFolder(folder)
  } catch (error) {
    if (!isOwnFault(error)) throw error
  }
}

function furnish(folder: string, submission: Submission): Workplace {
  const at = (name: string) => join(folder, name)
  const copy = at('submission')
  const notes = copySubmission(submission.folder, copy)
  const programs = Object.fromEntries(
    Object.entries(submission.programs).map(([key, spec]) => [key, moved(spec, submission, copy)]),
  )
  const paths = Object.values(programs).flatMap((spec) => ('path' in spec ? [spec.path] : []))
  const lost = paths.find((path) => !existsSync(path))
  if (lost) throw new Error(`${relative(copy, lost)} was removed while it was copied`)
  const [stripped, home, temporary] = [at('stripped.json'), at('home'), at('tmp')]
  writeFileSync(stripped, JSON.stringify(stripAll(paths, copy)))
  mkdirSync(home)
  mkdirSync(temporary)
  const settings = at('etc')
  laySettings(settings, home)
  return { folder, copy, programs, stripped, home, temporary, settings, notes }
}

/** A program, at the same place in the copy. */
function moved(spec: LaunchSpec, { folder }: Submission, copy: string): LaunchSpec {
  const move = (path: string) => join(copy, relative(folder, path))
  const cwd = move(spec.cwd)
  if (spec.kind !== 'command') return { ...spec, cwd, path: move(spec.path) }
  const argv = spec.argv.map((word) =>
    word.startsWith(folder) && isInside(word, folder) ? move(word) : word,
  )
  return { ...spec, cwd, argv }
}
