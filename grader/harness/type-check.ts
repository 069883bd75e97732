import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isInside } from './commands.ts'
import { type Programs, systemEnvironment } from './programs.ts'
import { confine } from './sandbox/confine.ts'
import { DEFAULT_LIMITS } from './sandbox/limits.ts'
import type { Surroundings } from './sandbox/surroundings.ts'
import type { StartOrder } from './supervisor.ts'

/** What TypeScript's own checker says of one place in a submission. */
export type TypeProblem = {
  /** From the submission's root. */
  file: string
  /** Both counted from 1. */
  line: number
  column: number
  /** TypeScript's own number for this kind of error: `TS2551`. */
  code: string
  message: string
}

/** More than these nobody reads. */
const MOST = 100
/** The checker lists every file that it read, too (bytes). */
const OUTPUT_CAP = 1024 * 1024

/**
 * Checks the types of TypeScript programs and of what they import, by the grader's own settings and
 * in the same sandbox as a program, since it reads what a student wrote. It takes a fifth of a second
 * of one processor. Never rejects.
 * @param paths the programs, in the private copy
 * @returns nothing where there is no checker, or where it could not do its work
 */
export async function checkTypes(
  programs: Programs,
  paths: readonly string[],
  surroundings: Surroundings,
): Promise<TypeProblem[]> {
  const checker = findChecker()
  const sources = paths.filter((path) => /\.m?ts$/.test(path))
  if (!checker || sources.length === 0) return []
  const { copy } = surroundings.workplace
  const order = {
    command: checker.command,
    args: [...SETTINGS, '--typeRoots', checker.types, ...sources],
    cwd: copy,
    env: systemEnvironment(),
    hasInput: false,
    outputCap: OUTPUT_CAP,
  }
  const limits = { ...DEFAULT_LIMITS, output: OUTPUT_CAP }
  const kind = { isNode: false, isPython: false, files: checker.folders }
  const text = await run(programs, confine(order, { ...surroundings, limits }, kind))
  return errorsIn(text, copy, checker.folders)
}

/**
 * What the project's own `tsconfig.json` says of a program, but for unused names, which are no
 * errors of type. Each file is a module by itself; how it is run and resolved is Node's matter.
 */
const SETTINGS = [
  ...['--ignoreConfig', '--noEmit', '--pretty', 'false', '--listFiles', '--singleThreaded'],
  ...['--target', 'esnext', '--lib', 'esnext', '--types', 'node', '--skipLibCheck'],
  ...['--module', 'preserve', '--moduleDetection', 'force', '--allowJs'],
  ...['--strict', '--noUncheckedIndexedAccess', '--allowImportingTsExtensions'],
  ...['--erasableSyntaxOnly', '--verbatimModuleSyntax'],
]

type Checker = { command: string; types: string; folders: string[] }

/** The checker that is installed with the grader, and the folders that it reads besides. */
function findChecker(): Checker | undefined {
  try {
    const require = createRequire(import.meta.url)
    const native = `@typescript/typescript-${process.platform}-${process.arch}/package.json`
    const compiler = require.resolve('typescript/package.json')
    const lib = join(dirname(createRequire(compiler).resolve(native)), 'lib')
    const node = require.resolve('@types/node/package.json')
    const undici = createRequire(node).resolve('undici-types/package.json')
    return {
      command: join(lib, process.platform === 'win32' ? 'tsc.exe' : 'tsc'),
      types: dirname(dirname(node)),
      folders: [lib, dirname(node), dirname(undici)],
    }
  } catch {
    return undefined
  }
}

function run(programs: Programs, order: StartOrder): Promise<string> {
  let text = ''
  return new Promise((resolve) => {
    const end = () => {
      programs.end(id)
      resolve(text)
    }
    const id = programs.start(order, (news) => {
      if (news.kind === 'output' && news.stream === 'stdout') text += Buffer.from(news.bytes)
      if (['closed', 'not-started', 'struck', 'fault'].includes(news.kind)) end()
    })
  })
}

/**
 * The errors in the checker's output. A program that made it read a file from elsewhere is told
 * nothing: a message could say what is in that file.
 */
function errorsIn(text: string, copy: string, folders: readonly string[]): TypeProblem[] {
  const lines = text.split(/\r?\n/)
  const read = lines.filter((line) => !ERROR.test(line) && /^(?:\/|[A-Za-z]:[\\/])/.test(line))
  const isForeign = (path: string) => ![copy, ...folders].some((folder) => isInside(path, folder))
  if (read.length === 0 || read.some(isForeign)) return []
  return lines.flatMap((line) => errorIn(line, copy) ?? []).slice(0, MOST)
}

const ERROR = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/

function errorIn(text: string, copy: string): TypeProblem | undefined {
  const [, path = '', line, column, code = '', message = ''] = ERROR.exec(text) ?? []
  if (line === undefined) return undefined
  const file = relative(copy, resolve(copy, path)).replaceAll(sep, '/')
  return { file, line: Number(line), column: Number(column), code, message }
}
