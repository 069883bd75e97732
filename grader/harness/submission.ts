import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { visible } from './bytes.ts'
import { faultOf, isInside, lackOf } from './commands.ts'
import { type LaunchSpec, PYTHON, specOfFile } from './launch.ts'

/** Bad input: one sentence that names the thing and the way out. Exit code 2. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput'

  /** @param sentence may hold what a submission says: nothing of it acts on a terminal */
  constructor(sentence: string) {
    super(visible(sentence))
  }
}

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

/** `submission.json`: how programs are started that the grader would not find by their names. */
export type Manifest = {
  /** A command for any program, by the program's path without its ending: `t1-tcp-echo/server`. */
  programs: Record<string, Command>
}

/**
 * A command and its arguments; it runs in the submission's folder. `{port}` stands for the port; a
 * command without it gets `--port=N` at its end.
 */
export type Command = [Word, ...Word[]]

/** @minLength 1 */
export type Word = string

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
  const commands = readManifest(folder, places)
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

function readable(folder: string, file: string): string {
  const path = join(folder, file)
  try {
    accessSync(path, constants.R_OK)
    if (!statSync(path).isFile()) throw new Error('not a file')
    return path
  } catch {
    throw new UnusableInput(
      `${file} in ${folder} can't be read: check that it is a file and its permissions.`,
    )
  }
}

/** The commands of `submission.json`, by program. */
function readManifest(folder: string, places: readonly Place[]): Manifest['programs'] {
  const path = join(folder, 'submission.json')
  if (!existsSync(path)) return {}
  const manifest = parse(readManifestFile(readable(folder, 'submission.json'), folder))
  const programs = isObject(manifest) ? manifest.programs : undefined
  if (!isObject(programs)) {
    throw new UnusableInput(
      `submission.json: expected an object with "programs", as in {"programs": {"${places[0]?.path}": ["python3", "server.py"]}}.`,
    )
  }
  for (const [key, argv] of Object.entries(programs)) {
    if (!places.some((place) => place.path === key)) {
      const known = places.map((place) => place.path).join(', ')
      throw new UnusableInput(
        `submission.json: programs["${key}"] is no program of the lab; they are ${known}.`,
      )
    }
    if (
      !Array.isArray(argv) ||
      argv.length === 0 ||
      argv.some((part) => typeof part !== 'string' || part === '' || part.includes('\0'))
    ) {
      throw new UnusableInput(
        `submission.json: programs["${key}"] must be a list of words, the command and its arguments, none empty, as in ["python3", "server.py"].`,
      )
    }
    const fault = faultOf(argv, folder)
    if (fault) throw new UnusableInput(`submission.json: programs["${key}"] ${fault}.`)
  }
  return programs as Manifest['programs']
}

/** Far more than six commands need (bytes). */
const MOST_MANIFEST = 64 * 1024

function readManifestFile(path: string, folder: string): string {
  if (!isInside(realpathSync(path), folder)) {
    throw new UnusableInput('submission.json is a link that leads out of the submission.')
  }
  if (statSync(path).size > MOST_MANIFEST) {
    throw new UnusableInput(
      `submission.json is larger than ${MOST_MANIFEST / 1024} KB: it holds the commands of six programs.`,
    )
  }
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnusableInput(
      `submission.json is not valid JSON: ${(error as Error).message.replace(/\s+/g, ' ')}.`,
    )
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
