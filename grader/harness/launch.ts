import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemEnvironment } from './programs.ts'
import { confine } from './sandbox/confine.ts'
import { heapLimit, nodePermissions } from './sandbox/node-permissions.ts'
import type { Surroundings } from './sandbox/surroundings.ts'
import type { StartOrder } from './supervisor.ts'

/** How one program of a submission is started; plain data, so that it can cross to the worker. */
export type LaunchSpec = {
  /** Its file or command, as the student knows it. */
  name: string
  /** Where it runs. */
  cwd: string
} & (
  | { kind: 'node'; path: string }
  | { kind: 'python'; path: string }
  | { kind: 'command'; argv: string[] }
)

export type LaunchOptions = {
  /** What the program is kept in; it runs as it is without. */
  surroundings?: Surroundings | undefined
  /** A file with the submission's TypeScript, stripped, by URL; see `strip.ts`. */
  stripped?: string
  /** Holds the program's first random draws at this fraction of their range, over 0 and under 1. */
  draw?: number
  /**
   * Process ids that are used up before the program gets one. In namespaces each gets the same
   * otherwise, and a program may take its own for a random number.
   */
  olderProcesses?: number
  hasInput?: boolean
  outputCap?: number
}

/** More output than any program of the lab has reason to print, in bytes per stream. */
const OUTPUT_CAP = 1024 * 1024

const PRELOAD = here('./preload.cjs')
/** Python imports the `sitecustomize.py` in this folder by itself. */
const PYTHON_FOLDER = here('./python')
const PERL_FOLDER = here('./perl')
const RUBY_FOLDER = here('./ruby')

function here(path: string): string {
  return realpathSync(fileURLToPath(new URL(path, import.meta.url)))
}

/** The order that starts a program on a port. */
export function launch(spec: LaunchSpec, port: number, options: LaunchOptions = {}): StartOrder {
  const { surroundings } = options
  const [command, ...args] = commandOf(spec, port, permissionsOf(spec, surroundings))
  const order = {
    command: command as string,
    args,
    cwd: spec.cwd,
    env: { ...systemEnvironment(), ...environmentOf(spec, options) },
    hasInput: options.hasInput ?? false,
    outputCap: options.outputCap ?? surroundings?.limits.output ?? OUTPUT_CAP,
  }
  if (!surroundings) return order
  const isNode = spec.kind === 'node' || isPinnedNode(spec)
  return confine(order, surroundings, {
    isNode,
    isPython: spec.kind === 'python' || (spec.kind === 'command' && isPythonCommand(spec.argv)),
    files: isNode ? [PRELOAD] : [PYTHON_FOLDER, PERL_FOLDER, RUBY_FOLDER],
    olderProcesses: options.olderProcesses ?? 0,
  })
}

function permissionsOf(spec: LaunchSpec, surroundings: Surroundings | undefined): string[] {
  const isNode = spec.kind === 'node' || isPinnedNode(spec)
  if (!isNode || !surroundings?.sandbox.permissions) return []
  const { copy, stripped } = surroundings.workplace
  return [...nodePermissions([copy, PRELOAD, stripped]), ...heapLimit(surroundings.limits)]
}

function commandOf(spec: LaunchSpec, port: number, permissions: readonly string[]): string[] {
  const argument = `--port=${port}`
  const node = [process.execPath, ...permissions]
  if (spec.kind === 'node') return [...node, '--require', PRELOAD, spec.path, argument]
  if (spec.kind === 'python') return [PYTHON, '-u', '-B', '-X', 'utf8', spec.path, argument]
  const argv = isPinnedNode(spec) ? [...node, ...spec.argv.slice(1)] : spec.argv
  const named = argv.map((part) => part.replaceAll('{port}', String(port)))
  return spec.argv.some((part) => part.includes('{port}')) ? named : [...named, argument]
}

/** The Node that grades is pinned: the machine's own may be an older one. */
function isPinnedNode(spec: LaunchSpec): boolean {
  return spec.kind === 'command' && spec.argv[0] === 'node'
}

/** The interpreter of `.py` programs. */
export const PYTHON = process.platform === 'win32' ? 'python' : 'python3'

function environmentOf(
  spec: LaunchSpec,
  { stripped, surroundings, draw }: LaunchOptions,
): Record<string, string> {
  const held: Record<string, string> = draw === undefined ? {} : { SOCKET_LAB_DRAW: String(draw) }
  const texts = stripped ?? surroundings?.workplace.stripped
  if (spec.kind === 'node')
    return texts === undefined ? held : { ...held, SOCKET_LAB_STRIPPED: texts }
  if (spec.kind === 'command' && isNodeCommand(spec.argv)) return { ...held, ...NODE_SETTINGS }
  if (spec.kind === 'command' && isPerlCommand(spec.argv)) return { ...held, ...PERL_SETTINGS }
  if (spec.kind === 'python') return { ...PYTHON_SETTINGS, ...held }
  return isPythonCommand(spec.argv) ? { ...COMMAND_SETTINGS, ...held } : COMMAND_SETTINGS
}

/** A command that runs Node gets the same preload as a program that the grader starts itself. */
const NODE_SETTINGS = { NODE_OPTIONS: `--require "${PRELOAD.replaceAll('\\', '\\\\')}"` }

/**
 * C programs hold back what they print to a pipe, though not to a terminal: coreutils' own library,
 * where it is there, makes them print line by line, as the student sees it.
 */
const LINE_BUFFERED: Record<string, string> = lineBuffered('/usr/libexec/coreutils/libstdbuf.so')

function lineBuffered(library: string): Record<string, string> {
  return existsSync(library) ? { LD_PRELOAD: library, _STDBUF_O: 'L' } : {}
}

/** For commands too, whatever they run: unbuffered, in UTF-8, and nothing written to the submission. */
const PYTHON_SETTINGS = {
  PYTHONUNBUFFERED: '1',
  PYTHONUTF8: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONPATH: PYTHON_FOLDER,
}
/** Perl and Ruby hold back what they print to a pipe, too, and are told otherwise. */
const PERL_SETTINGS = { PERL5LIB: PERL_FOLDER, PERL5OPT: '-MSocketLab' }
const RUBY_SETTINGS = { RUBYLIB: RUBY_FOLDER, RUBYOPT: '-rsocket_lab' }
const COMMAND_SETTINGS = {
  ...PYTHON_SETTINGS,
  ...LINE_BUFFERED,
  ...PERL_SETTINGS,
  ...RUBY_SETTINGS,
}

function isNodeCommand([command = '']: readonly string[]): boolean {
  return /(?:^|[\\/])node(?:\.exe)?$/i.test(command)
}

function isPythonCommand([command = '']: readonly string[]): boolean {
  return /(?:^|[\\/])(?:python|pypy)[\d.]*(?:\.exe)?$|\.py$/i.test(command)
}

function isPerlCommand([command = '']: readonly string[]): boolean {
  return /(?:^|[\\/])perl[\d.]*(?:\.exe)?$|\.pl$/i.test(command)
}

/** A language whose own calls the grader knows. */
export type Language = 'node' | 'python'

/** What a program is written in, by what runs it; undefined for any other language. */
export function languageOf(spec: LaunchSpec): Language | undefined {
  if (spec.kind !== 'command') return spec.kind
  if (isNodeCommand(spec.argv)) return 'node'
  return isPythonCommand(spec.argv) ? 'python' : undefined
}

/** The launch spec of a program file, by its ending. */
export function specOfFile(name: string, path: string): LaunchSpec {
  const kind = path.endsWith('.py') ? 'python' : 'node'
  return { name, kind, path, cwd: dirname(path) }
}
