/** `npm run similar`: which submissions of a class are alike, and where. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInput, openClass } from '../class/intake/open-class.ts'
import { clusters } from '../class/similar/clusters.ts'
import { compare } from '../class/similar/compare.ts'
import { readWorks } from '../class/similar/read-works.ts'
import { sideBySide } from '../class/similar/side-by-side.ts'
import { sourcesIn } from '../class/similar/sources.ts'
import { count } from '../harness/bytes.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { parse } from './arguments.ts'
import { print, runCommand } from './run-command.ts'

const USAGE = `npm run similar -- CLASS [options]

  CLASS           the folder of the submissions, or the archive from the learning platform
  --at-least N    list two that are so many per cent alike, or more (default: 50)
  --handed-out D  a folder with text that students were given, left out (default: starter)
  --names FILE    a table of names, as npm run grade:all has it
  --json FILE     write the clusters and their passages as JSON
  --help          this text

Being alike is no proof of anything: docs/instructors.md says how to read the list.
Exit code: 0 compared; 2 wrong use.`

const DEFINITIONS = {
  'at-least': { type: 'string' },
  'handed-out': { type: 'string' },
  names: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

process.exit(await runCommand(() => main(process.argv.slice(2))))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, DEFINITIONS)
  if (values.help) {
    await print(`${USAGE}\n`)
    return 0
  }
  const [input, ...others] = positionals
  if (input === undefined || others.length > 0) {
    throw new UnusableInput('Name one folder or archive of submissions; see --help.')
  }
  checkInput(input)
  const least = parseShare(values['at-least'])
  const handedOut = values['handed-out'] ?? join(import.meta.dirname, '../../starter')
  checkInput(handedOut)
  const work = mkdtempSync(join(tmpdir(), 'socket-lab-similar-'))
  try {
    const { handins } = await openClass(input, work, values.names)
    const { works, unread } = await readWorks(handins, join(work, 'submissions'))
    const found = clusters(compare(works, sourcesIn(handedOut), least))
    if (values.json)
      write(values.json, { schema: 1, compared: works.length, unread, clusters: found })
    await print(`${sideBySide(found, works, process.stdout.columns ?? 120)}\n`)
    await print(`${conclusion(works.length, found.length, unread)}\n`)
    return 0
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function conclusion(works: number, found: number, unread: readonly string[]): string {
  const compared = `${count(works, 'submission')} compared: ${count(found, 'cluster')} of look-alikes.`
  const rest = unread.map((line) => `  ${line}`)
  if (rest.length === 0) return compared
  return [compared, '', `Not compared (${rest.length})`, ...rest].join('\n')
}

function parseShare(text: string | undefined): number {
  const share = Number(text ?? 50)
  if (text?.trim() !== '' && share > 0 && share <= 100) return share / 100
  throw new UnusableInput(
    `--at-least takes a number of per cent, such as 60, not ${text || 'nothing'}.`,
  )
}

function write(file: string, data: unknown): void {
  try {
    writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`)
  } catch (error) {
    throw new UnusableInput(`The list can't be written to ${file}: ${(error as Error).message}.`)
  }
}
