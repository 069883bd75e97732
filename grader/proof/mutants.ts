import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { PYTHON } from '../harness/launch.ts'

/** A program with one thing changed in it. */
export type Mutant = {
  /** Where the change is, counted from 1. */
  line: number
  /** What kind of change it is. */
  mutator: string
  original: string
  replacement: string
  /** The whole program with the change. */
  source: string
}

/** Every mutant of a program, by its language. */
export async function mutantsOf(path: string): Promise<Mutant[]> {
  const text = readFileSync(path, 'utf8')
  return path.endsWith('.py') ? pythonMutants(text) : await typescriptMutants(path, text)
}

/** Stryker's mutators find the changes; each is then made in the text itself, and nothing else is. */
async function typescriptMutants(path: string, text: string): Promise<Mutant[]> {
  const options = { plugins: null, excludedMutations: [], ignorers: [] }
  const files = [{ name: path, mutate: true, content: text }]
  const { mutants } = await new Instrumenter(SILENT).instrument(files, options)
  const starts = lineStarts(text)
  const offset = ({ line, column }: { line: number; column: number }) =>
    (starts[line] as number) + column
  return mutants.map(({ location, mutatorName, replacement = '' }) => {
    const [start, end] = [offset(location.start), offset(location.end)]
    return {
      line: location.start.line + 1,
      mutator: mutatorName,
      original: text.slice(start, end),
      replacement,
      source: text.slice(0, start) + replacement + text.slice(end),
    }
  })
}

/** Where each line begins, from line 0 on. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
}

function pythonMutants(text: string): Mutant[] {
  const mutator = fileURLToPath(new URL('./mutants.py', import.meta.url))
  return JSON.parse(execFileSync(PYTHON, [mutator], { input: text, encoding: 'utf8' }))
}

const no = () => false
const nothing = () => undefined
const SILENT: ConstructorParameters<typeof Instrumenter>[0] = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
}
