import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { LaunchSpec } from './launch.ts'
import { MOST_FILES, relativeImports } from './strip.ts'

/** What Node may add to a path that is imported without its ending. */
const ENDINGS = ['', '.js', '.json', '.cjs', '.mjs', '.ts', '/index.js', '/index.ts']

/**
 * The files that a program is made of: its own, and all that these import from each other.
 * Some may not exist: a path from which something would be read once it is there counts, too.
 */
export function filesOf(spec: LaunchSpec): Set<string> {
  const own = spec.kind === 'command' ? spec.argv.map((it) => resolve(spec.cwd, it)) : [spec.path]
  const files = new Set(own)
  for (const path of files) {
    if (files.size > MOST_FILES * ENDINGS.length) break
    for (const imported of importsOf(path)) files.add(imported)
  }
  return files
}

function importsOf(path: string): string[] {
  const source = read(path)
  const folder = dirname(path)
  if (path.endsWith('.py')) return pythonModules(source).map((name) => join(folder, `${name}.py`))
  if (!/\.[cm]?[jt]s$/.test(path)) return []
  const paths = relativeImports(source).map((specifier) => resolve(folder, specifier))
  return paths.flatMap((it) => ENDINGS.map((ending) => it + ending))
}

function pythonModules(source: string): string[] {
  const statements = source.matchAll(
    /^[ \t]*(?:from|import)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)/gm,
  )
  const names = [...statements].flatMap((match) => (match[1] as string).split(','))
  return names.map((name) => name.trim().replace(/^\.+/, '').replaceAll('.', '/'))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
