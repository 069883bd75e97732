import { readFileSync, statSync } from 'node:fs'
import module from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileFunction } from 'node:vm'
import { isInside } from './commands.ts'

/** A TypeScript file without its types; lines and columns are where they were. */
export type Stripped = { source: string; format: 'module' | 'commonjs' }

/** A program has this many files of its own at most, each of this size; the rest Node strips itself. */
export const MOST_FILES = 200
const MOST_BYTES = 2 ** 20

/**
 * Strips programs and what they import by relative path, once, so that not every start pays for it.
 * A file that can't be read or does not strip is left out: Node then says what is wrong with it.
 * @param root what is outside of it is no part of the submission, and is not read
 * @returns the stripped files by their `file:` URL
 */
export function stripAll(paths: readonly string[], root: string): Record<string, Stripped> {
  const files: Record<string, Stripped> = {}
  const queue = paths.filter(isTypeScript)
  const seen = new Set(queue)
  for (const path of queue) {
    const file = strip(path)
    if (!file) continue
    files[pathToFileURL(path).href] = file
    for (const imported of relativeImports(file.source)) {
      const next = resolve(dirname(path), imported)
      if (!isTypeScript(next) || seen.has(next) || seen.size >= MOST_FILES) continue
      if (!isInside(next, root)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return files
}

function strip(path: string): Stripped | undefined {
  try {
    if (statSync(path).size > MOST_BYTES) return undefined
    const source = withoutWarnings(() => module.stripTypeScriptTypes(readFileSync(path, 'utf8')))
    const format = path.endsWith('.mts') ? 'module' : formatOf(source)
    return format && { source, format }
  } catch {
    return undefined
  }
}

/** Node calls its own stripper experimental on every first use: nothing that a student should read. */
function withoutWarnings<T>(work: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}

/**
 * Node's own rule for a file whose package does not say: what does not parse as CommonJS for these
 * reasons is a module. What does not parse for any other is left to Node.
 */
function formatOf(source: string): Stripped['format'] | undefined {
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'])
    return 'commonjs'
  } catch (error) {
    return MODULE_SYNTAX.test((error as Error).message) ? 'module' : undefined
  }
}

const MODULE_SYNTAX =
  /import statement outside|Unexpected token 'export'|import\.meta|await is only valid/

function isTypeScript(path: string): boolean {
  return /\.m?ts$/.test(path)
}

/** What a source imports or requires by a relative path, as it is written there. */
export function relativeImports(source: string): string[] {
  const pattern = /\b(?:from|import|require)\s*(?:\(\s*)?['"](\.{1,2}\/[^'"\n]+)['"]/g
  return [...source.matchAll(pattern)].map((match) => match[1] as string)
}
