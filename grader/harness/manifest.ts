import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { faultOf, isInside } from './commands.ts'
import { readable } from './readable.ts'
import { UnusableInput } from './unusable-input.ts'

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
 * The commands of `submission.json`, by program; none where there is no such file.
 * @param known the programs that there may be, as `t1-tcp-echo/server`
 * @throws UnusableInput
 */
export function readManifest(folder: string, known: readonly string[]): Manifest['programs'] {
  const path = join(folder, 'submission.json')
  if (!existsSync(path)) return {}
  const manifest = parse(readManifestFile(readable(folder, 'submission.json'), folder))
  const programs = isObject(manifest) ? manifest.programs : undefined
  if (!isObject(programs)) {
    throw new UnusableInput(
      `submission.json: expected an object with "programs", as in {"programs": {"${known[0]}": ["python3", "server.py"]}}.`,
    )
  }
  for (const [key, argv] of Object.entries(programs)) {
    if (!known.includes(key)) {
      throw new UnusableInput(
        `submission.json: programs["${key}"] is no program of the lab; they are ${known.join(', ')}.`,
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
