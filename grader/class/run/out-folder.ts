import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { UnusableInput } from '../../harness/unusable-input.ts'
import { CLASS_FILE } from '../results/publish.ts'

/** What is being unpacked lies here, inside the results, and is gone when a run ends. */
const WORK = '.work'
/** Says that a folder is one of results, from the first moment on. */
const OURS = [CLASS_FILE, `${CLASS_FILE}.unfinished`, 'submissions', WORK]

/**
 * Makes the folder of results, or finds that of an earlier run.
 * @param input the folder or archive of the submissions
 * @returns its real path
 * @throws UnusableInput when it is somebody else's, or in the way of the submissions
 */
export function openOut(out: string, input: string): string {
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw new UnusableInput(`The results can't be written to ${out}: ${(error as Error).message}.`)
  }
  const folder = realpathSync(out)
  if (isInside(folder, realpathSync(input))) {
    throw new UnusableInput(`${out} is inside ${input}: name a folder for the results beside it.`)
  }
  const names = readdirSync(folder)
  const isOurs = names.some((name) => OURS.includes(name) || name.startsWith('shard-'))
  if (names.length > 0 && !isOurs) {
    throw new UnusableInput(
      `${out} holds other things: name a new or an empty folder for the results.`,
    )
  }
  if (isInside(realpathSync(input), join(folder, 'submissions'))) {
    throw new UnusableInput(`${input} is inside ${out}: name another folder for the results.`)
  }
  return folder
}

/** An empty folder for whatever has to be unpacked; what an ended run left in it is removed. */
export function openWork(out: string): { path: string; close(): void } {
  const path = join(out, WORK)
  const close = () => rmSync(path, { recursive: true, force: true })
  close()
  mkdirSync(path, { recursive: true })
  return { path, close }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, resolve(path))
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
}
