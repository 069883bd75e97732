/**
 * `npm run docs`: writes what in `docs/` is made from code: `checks.md` from the rubric, `matrix.md`
 * from the fixtures, the figures in `quality.md`, the JSON Schemas from the types, the files in the pages of `ci/`.
 *
 *     npm run docs -- --check    write nothing; name every page that is not up to date
 *
 * Exit code: 0 done, or with `--check` all pages are up to date; 1 `--check` found one that is not;
 * 2 wrong use; 3 a page cannot be written.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checksDoc } from '../kit/checks-doc.ts'
import { withFiles } from '../kit/embed.ts'
import { manifestSchema, reportSchema } from '../kit/schemas.ts'
import { rubric } from '../lab/rubric.ts'
import { places, tasks } from '../lab/tasks.ts'
import type { Figures, Reason } from '../proof/figures.ts'
import { allFixtures } from '../proof/fixtures.ts'
import { matrixDoc } from '../proof/matrix.ts'
import { checksTable, programsTable, reasonsTable, withFigures } from '../proof/quality-doc.ts'
import { type Kept, soakLine } from '../proof/soak-doc.ts'

const root = join(import.meta.dirname, '../..')

process.exitCode = main()

function main(): number {
  const options = readOptions()
  if (!options) return 2
  const outdated = Object.entries(pages()).filter(([name, text]) => present(name) !== text)
  if (!options.check) return write(outdated)
  for (const [name] of outdated) {
    console.log(`docs/${name}: not up to date, \`npm run docs\` writes it anew`)
  }
  return outdated.length > 0 ? 1 : 0
}

/** The text of each page, by its name in `docs/`. */
function pages(): Record<string, string> {
  const programs = places.map((place) => place.path)
  return {
    'checks.md': checksDoc(rubric, tasks),
    'matrix.md': matrixDoc(rubric, allFixtures('wrong')),
    'quality.md': qualityPage(),
    'report.schema.json': json(reportSchema(root, { additionalProperties: true })),
    'submission.schema.json': json(manifestSchema(root, programs)),
    ...hostPages(),
  }
}

/** Written by hand, but for the figures in it. */
function qualityPage(): string {
  const figures: Figures[] = kept('mutation.json') ?? []
  const reasons: Reason[] = kept('survivors.json') ?? []
  return withFigures(present('quality.md') ?? '', {
    programs: programsTable(figures, reasons),
    reasons: reasonsTable(figures, reasons),
    checks: checksTable(figures, rubric),
    soak: soakLine(kept<Kept>('soak.json')),
  })
}

/** What a long run has left in `grader/proof/`; nothing if there was none yet. */
function kept<T>(name: string): T | undefined {
  const file = join(root, 'grader/proof', name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}

/** The pages about hosts are written by hand, but for the files in them. */
function hostPages(): Record<string, string> {
  const names = readdirSync(join(root, 'docs/ci')).map((name) => `ci/${name}`)
  const read = (path: string) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n')
  return Object.fromEntries(names.map((name) => [name, withFiles(read(`docs/${name}`), read)]))
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function readOptions(): { check: boolean } | undefined {
  try {
    return parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
  } catch (error) {
    console.error(`${firstSentence(error)}: the only option is --check`)
    return undefined
  }
}

/** A page as it is, with the line ends that the generator writes; nothing if there is none. */
function present(name: string): string | undefined {
  try {
    return readFileSync(join(root, 'docs', name), 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}

function write(pages: readonly [name: string, text: string][]): number {
  try {
    for (const [name, text] of pages) {
      writeFileSync(join(root, 'docs', name), text)
      console.log(`wrote docs/${name}`)
    }
    return 0
  } catch (error) {
    console.error(`The page cannot be written: ${(error as Error).message}`)
    return 3
  }
}

function firstSentence(error: unknown): string {
  return (error as Error).message.split('. ')[0] ?? ''
}
