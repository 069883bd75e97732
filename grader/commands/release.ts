/**
 * `npm run release -- OUT`: makes what students get, and what the platforms that run autograders
 * get, in a new folder.
 *
 * Exit code: 0 done; 2 wrong use; 3 a release cannot be made of the project as it is.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UnusableInput } from '../harness/unusable-input.ts'
import { type Released, release } from '../kit/release.ts'
import { parse } from './arguments.ts'

const ROOT = join(import.meta.dirname, '../..')

const USAGE = `npm run release -- OUT

  OUT              a new folder, or an empty one
  --help           this text

  OUT/socket-lab/, OUT/socket-lab.zip   what students get; the zip is also the grader for CI
  OUT/gradescope.zip                    the autograder to upload
  OUT/prairielearn.zip                  the image's files, and a question that uses it
  OUT/classroom50.zip                   the files of an assignment's autograder
  OUT/github-classroom/                 a workflow for the assignment's template
  OUT/SHA256SUMS                        the archives' digests, which are the same wherever they are made

Exit code: 0 done; 2 wrong use; 3 a release cannot be made of the project as it is.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    const out = parseOut(args)
    if (out === undefined) console.log(USAGE)
    else write(out, await release(ROOT))
    return 0
  } catch (error) {
    if (!(error instanceof UnusableInput)) {
      console.error(`The release cannot be made: ${(error as Error).message}`)
      return 3
    }
    console.error(error.message)
    return 2
  }
}

/** @returns nothing when help is asked for */
function parseOut(args: readonly string[]): string | undefined {
  const { values, positionals } = parse(args, { help: { type: 'boolean', short: 'h' } })
  if (values.help) return undefined
  const [out, ...more] = positionals
  if (out === undefined || more.length > 0) {
    throw new UnusableInput('Name one folder for the release: npm run release -- OUT.')
  }
  prepare(out)
  return out
}

function prepare(out: string): void {
  try {
    mkdirSync(out, { recursive: true })
    if (readdirSync(out).length === 0) return
  } catch (error) {
    throw new UnusableInput(`The release can't be written to ${out}: ${(error as Error).message}.`)
  }
  throw new UnusableInput(`${out} is not empty: name a new folder for the release.`)
}

function write(out: string, files: readonly Released[]): void {
  for (const { path, bytes, isExecutable } of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true })
    writeFileSync(join(out, path), bytes, { mode: isExecutable ? 0o755 : 0o644 })
  }
  console.log(`wrote ${files.length} files to ${out}; students get socket-lab.zip`)
}
