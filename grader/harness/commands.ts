import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { basename, delimiter, dirname, extname, isAbsolute, join, resolve, sep } from 'node:path'

/**
 * Why a command of `submission.json` can't be started, through a fault of its own.
 * @returns the rest of a sentence about the command; undefined if nothing is wrong with it
 */
export function faultOf(argv: readonly string[], folder: string): string | undefined {
  const [command = '', ...words] = argv
  if (command.includes('{port}')) return undefined
  const stray = isForeign(command, folder) ? command : words.find((word) => leadsOut(word, folder))
  if (stray) return `names ${stray}, which is outside the submission: ${INSIDE}`
  return isBare(command) ? faultOfName(command, folder) : faultOfPath(command, folder)
}

/**
 * What this machine lacks to run a program: an interpreter that has to be installed.
 * @returns a sentence without its full stop; undefined if all is there
 */
export function lackOf(command: string, program: string): string | undefined {
  const runtime = runtimeOf(command)
  const isOwn = !isBare(command) && !isAbsolute(command)
  // `node` is the Node that grades, whatever the machine has.
  if (!runtime || isOwn || command === 'node' || findCommand(command)) return undefined
  return `${command} is not installed: ${program} needs ${runtime}`
}

function faultOfName(name: string, folder: string): string | undefined {
  if (findCommand(name) || runtimeOf(name)) return undefined
  return existsSync(join(folder, name))
    ? `starts with ${name}, which is no command of this machine but a file of the submission: write "./${name}"`
    : `starts with ${name}, which is no command of this machine: check its spelling, or install it`
}

function faultOfPath(path: string, folder: string): string | undefined {
  const whole = resolve(folder, path)
  const found = withEndings(whole).find((it) => existsSync(it))
  if (!found && isAbsolute(path) && runtimeOf(path)) return undefined
  if (!found) return `names ${path}, and there is no such file: ${BUILT}`
  if (statSync(found).isDirectory()) return `names ${path}, which is a folder: a command is a file`
  if (isExecutable(found)) return undefined
  const interpreter = INTERPRETERS.get(extname(path)) ?? 'sh'
  return `names ${path}, which is not executable: run \`chmod +x ${path}\`, or put its interpreter first, as in ["${interpreter}", "${path}"]`
}

const INTERPRETERS = new Map([
  ['.py', 'python3'],
  ['.js', 'node'],
  ['.mjs', 'node'],
  ['.ts', 'node'],
  ['.pl', 'perl'],
  ['.rb', 'ruby'],
])

const INSIDE =
  'what it runs must be in the folder that is handed in, or be a command that the machine knows by its name'
const BUILT = "paths start at the submission's root, and what has to be built is handed in built"

/** A command that is neither the submission's nor one that the machine would find by its name. */
function isForeign(command: string, folder: string): boolean {
  if (isBare(command) || isInside(command, folder)) return false
  return !isAbsolute(command) || !searchPath().includes(dirname(command))
}

/** An argument that names a file elsewhere. What only looks like a path, as `/c`, is none. */
function leadsOut(word: string, folder: string): boolean {
  if (isInside(word, folder)) return false
  if (!isAbsolute(word)) return true
  const stats = statSync(word, { throwIfNoEntry: false })
  return stats ? stats.isFile() : extname(word) !== ''
}

/** Whether a path, perhaps relative to the folder, is of something in it. */
export function isInside(path: string, folder: string): boolean {
  return `${resolve(folder, path)}${sep}`.startsWith(`${folder}${sep}`)
}

function isBare(command: string): boolean {
  return !command.includes('/') && !command.includes(sep)
}

/** The file that this machine runs for a command; undefined if there is none. */
export function findCommand(command: string): string | undefined {
  const paths = isBare(command) ? searchPath().map((folder) => join(folder, command)) : [command]
  return paths.flatMap(withEndings).find(isExecutable)
}

function searchPath(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter(Boolean)
}

/** Windows finds `python.exe` for `python`. */
function withEndings(path: string): string[] {
  if (process.platform !== 'win32') return [path]
  return [path, ...(process.env.PATHEXT ?? '.EXE').split(';').map((ending) => path + ending)]
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** What to install for a well-known interpreter, with or without a version at its end. */
function runtimeOf(command: string): string | undefined {
  const name = basename(command).replace(/\.exe$/i, '')
  return RUNTIMES.get(name) ?? RUNTIMES.get(name.replace(/[\d.]+$/, ''))
}

const RUNTIMES = new Map([
  ['python', 'Python 3, from python.org or as the package python3'],
  ['py', 'Python 3, from python.org'],
  ['pypy', 'PyPy, from pypy.org or as the package pypy3'],
  ['node', 'Node, from nodejs.org'],
  ['deno', 'Deno, from deno.com'],
  ['bun', 'Bun, from bun.com'],
  ['java', 'a Java runtime, from adoptium.net or as the package default-jre'],
  ['perl', 'Perl, from perl.org or as the package perl'],
  ['ruby', 'Ruby, from ruby-lang.org or as the package ruby'],
  ['php', 'PHP, from php.net or as the package php-cli'],
  ['lua', 'Lua, from lua.org or as the package lua5.4'],
  ['go', 'Go, from go.dev or as the package golang'],
  ['dotnet', '.NET, from dotnet.microsoft.com'],
  ['mono', 'Mono, as the package mono-runtime'],
  ['elixir', 'Elixir, from elixir-lang.org or as the package elixir'],
  ['bash', 'Bash, as the package bash'],
])
