/**
 * `npm run starter`: writes the six programs of `starter/` from those of `reference/`.
 *
 * A file on which a student has worked is left as it is, and named. How it is told apart: its
 * digest is not the one that `starter/.generated.json` holds of the text written last.
 *
 *     npm run starter -- --check    write nothing; name every file that is not up to date
 *     npm run starter -- --force    overwrite work in starter/, too
 *
 * Exit code: 0 done (also when files were left), or with `--check` everything is up to date;
 * 1 `--check` found a file that is not; 2 wrong use; 3 the references cannot be read or are wrong.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { digest, planStarter, toStarter } from '../kit/starter.ts'
import { tasks } from '../lab/tasks.ts'

const root = join(import.meta.dirname, '../..')
const starter = join(root, 'starter')
const record = join(starter, '.generated.json')
const files = tasks.flatMap(({ programs }) =>
  [programs.server, programs.client].map(({ path }) => `${path}.ts`),
)
const meaning = {
  fresh: 'up to date',
  missing: 'missing',
  outdated: 'outdated, `npm run starter` writes it anew',
  theirs: 'changed by hand, `npm run starter -- --force` overwrites it',
}

process.exitCode = main()

function main(): number {
  const options = readOptions()
  if (!options) return 2
  try {
    const generated = new Map(files.map((file) => [file, generate(file)]))
    return options.check ? check(generated) : write(generated, options.force)
  } catch (error) {
    console.error(`The starter cannot be made: ${(error as Error).message}`)
    return 3
  }
}

function readOptions(): { check: boolean; force: boolean } | undefined {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ options: { check: flag, force: flag } }).values
  } catch (error) {
    console.error(`${firstSentence(error)}: the options are --check and --force`)
    return undefined
  }
}

function check(generated: ReadonlyMap<string, string>): number {
  const plan = planStarter(generated, present(), digests())
  const stale = [...plan].filter(([, state]) => state !== 'fresh')
  const records = [...generated].filter(([file, text]) => digests()[file] !== digest(text))
  for (const [file, state] of stale) console.log(`starter/${file}: ${meaning[state]}`)
  if (stale.length === 0 && records.length > 0) console.log('starter/.generated.json: outdated')
  return stale.length + records.length > 0 ? 1 : 0
}

function write(generated: ReadonlyMap<string, string>, force: boolean): number {
  const known = digests()
  for (const [file, state] of planStarter(generated, present(), known)) {
    const text = generated.get(file) ?? ''
    if (state === 'theirs' && !force) {
      console.log(`left starter/${file}: changed by hand (--force overwrites it)`)
      continue
    }
    known[file] = digest(text)
    if (state === 'fresh') continue
    mkdirSync(dirname(join(starter, file)), { recursive: true })
    writeFileSync(join(starter, file), text)
    console.log(`wrote starter/${file}`)
  }
  writeFileSync(record, `${JSON.stringify(known, null, 2)}\n`)
  return 0
}

function generate(file: string): string {
  return toStarter(readFileSync(join(root, 'reference', file), 'utf8'), file)
}

function present(): Map<string, string> {
  const found = files.filter((file) => existsSync(join(starter, file)))
  return new Map(found.map((file) => [file, readFileSync(join(starter, file), 'utf8')]))
}

/** Without a readable record every file that differs counts as a student's. */
function digests(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(record, 'utf8'))
  } catch {
    return {}
  }
}

function firstSentence(error: unknown): string {
  return (error as Error).message.split('. ')[0] ?? ''
}
