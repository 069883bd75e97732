/**
 * `npm run docs`: writes `docs/checks.md` from the rubric.
 *
 *     npm run docs -- --check    write nothing; say whether the page is up to date
 *
 * Exit code: 0 done, or with `--check` the page is up to date; 1 `--check` found that it is not;
 * 2 wrong use; 3 the page cannot be written.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checksDoc } from '../kit/checks-doc.ts'
import { rubric } from '../lab/rubric.ts'
import { tasks } from '../lab/tasks.ts'

const page = join(import.meta.dirname, '../../docs/checks.md')

process.exitCode = main()

function main(): number {
  const options = readOptions()
  if (!options) return 2
  const text = checksDoc(rubric, tasks)
  if (present() === text) return 0
  if (options.check) {
    console.log('docs/checks.md: not up to date, `npm run docs` writes it anew')
    return 1
  }
  return write(text)
}

function readOptions(): { check: boolean } | undefined {
  try {
    return parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
  } catch (error) {
    console.error(`${firstSentence(error)}: the only option is --check`)
    return undefined
  }
}

/** The page as it is, with the line ends that the generator writes; nothing if there is none. */
function present(): string | undefined {
  try {
    return readFileSync(page, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}

function write(text: string): number {
  try {
    writeFileSync(page, text)
    console.log('wrote docs/checks.md')
    return 0
  } catch (error) {
    console.error(`The page cannot be written: ${(error as Error).message}`)
    return 3
  }
}

function firstSentence(error: unknown): string {
  return (error as Error).message.split('. ')[0] ?? ''
}
