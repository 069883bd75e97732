/** `npm run grade:merge`: joins what `npm run grade:all -- --shard` graded in parts. */
import { summary } from '../class/results/summary.ts'
import { mergeShards } from '../class/run/merge-shards.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { parse } from './arguments.ts'
import { wanted } from './grade-all-options.ts'
import { print, runCommand } from './run-command.ts'

const USAGE = `npm run grade:merge -- FOLDER [options]

  FOLDER            the --out of the parts, which holds shard-1-of-N and so on
  --gradebook FILE  fill in a platform's gradebook, as npm run grade:all does
  --column TITLE    the column in it that takes the grades
  --help            this text

Exit code: 0 joined; 2 wrong use, or a part is missing or not finished; 3 the grader itself
failed in a submission.`

const DEFINITIONS = {
  gradebook: { type: 'string' },
  column: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

process.exit(await runCommand(() => main(process.argv.slice(2))))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, DEFINITIONS)
  if (values.help) {
    await print(`${USAGE}\n`)
    return 0
  }
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) {
    throw new UnusableInput('Name one folder, the --out of the parts; see --help.')
  }
  const file = await mergeShards(folder, wanted(values.gradebook, values.column))
  await print(`${summary(file)}\nWritten to ${folder}\n`)
  return file.rows.some(({ status }) => status === 'error') ? 3 : 0
}
