import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isInside, lackOf } from './commands.ts'
import { type LaunchSpec, PYTHON, specOfFile } from './launch.ts'
import { readManifest } from './manifest.ts'
import { readable } from './readable.ts'
import { UnusableInput } from './unusable-input.ts'

/** Where a program may be: `path` without its ending, and `also`, another name with it. */
export type Place = { key: string; path: string; also: string }

/** A student's folder: which programs it has, and how each is started. */
export type Submission = {
  /** As it was given. */
  name: string
  folder: string
  programs: Record<string, LaunchSpec>
  /** Why a program that is there in some way can't be started, by key. */
  missing: Record<string, string>
}

/**
 * Reads a submission's folder; starts nothing and writes nothing.
 * @throws UnusableInput
 */
export function readSubmission(
  name: string,
  places: readonly Place[],
  extensions: readonly string[],
): Submission {
  const folder = openFolder(name)
  const commands = readManifest(
    folder,
    places.map(({ path }) => path),
  )
  const submission: Submission = { name, folder, programs: {}, missing: {} }
  let isEmpty = true
  for (const place of places) {
    const spec = specOf(folder, place, commands[place.path], extensions)
    const lack = spec ? lackOfSpec(spec, folder) : `${place.path}${extensions[0]} is missing`
    if (lack) submission.missing[place.key] = lack
    else if (spec) submission.programs[place.key] = spec
    isEmpty &&= !spec
  }
  if (isEmpty) {
    const wanted = places.map((place) => `${place.path}${extensions[0]}`)
    throw new UnusableInput(
      `${name} holds none of the six programs: looked for ${wanted.join(', ')} (also with ${extensions.slice(1).join(', ')}), the Python sheet's own names, and submission.json.`,
    )
  }
  return submission
}

/** Node knows a program by its real path, whatever links lead to it. */
function openFolder(name: string): string {
  let folder: string
  try {
    folder = realpathSync(resolve(name))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UnusableInput(`There is no folder ${name}.`)
    throw new UnusableInput(`The folder ${name} can't be opened (${code}): check its name.`)
  }
  if (statSync(folder).isDirectory()) return folder
  throw new UnusableInput(`${name} is a file: a submission is the folder that holds the programs.`)
}

function specOf(
  folder: string,
  place: Place,
  argv: string[] | undefined,
  extensions: readonly string[],
): LaunchSpec | undefined {
  if (argv) return { name: argv.join(' '), kind: 'command', argv, cwd: folder }
  const file = findProgram(folder, place, extensions)
  return file === undefined ? undefined : specOfFile(file, readable(folder, file))
}

/**
 * Why a program is not judged. An interpreter that is not installed is no fault of the submission;
 * a link to somebody else's program is no program of its own.
 */
function lackOfSpec(spec: LaunchSpec, folder: string): string | undefined {
  if ('path' in spec && !isInside(realpathSync(spec.path), folder)) {
    return `${spec.name} is a link that leads out of the submission, and is not followed`
  }
  if (spec.kind === 'node') return undefined
  return lackOf(spec.kind === 'python' ? PYTHON : (spec.argv[0] as string), spec.name)
}

function findProgram(
  folder: string,
  place: Place,
  extensions: readonly string[],
): string | undefined {
  const names = [...extensions.map((extension) => place.path + extension), place.also]
  return names.find((name) => existsSync(join(folder, name)))
}
