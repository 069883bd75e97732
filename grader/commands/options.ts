import { nearest } from '../harness/nearest.ts'
import { describeLimits, type Limits, parseLimits } from '../harness/sandbox/limits.ts'
import type { Mode } from '../harness/sandbox/sandbox.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { formats } from '../reports/registry.ts'
import { wrap } from '../reports/wrap.ts'
import { checksOf, modeOf, parse } from './arguments.ts'
import type { Output } from './outputs.ts'

/** What `npm run grade` was asked for. */
export type Options = {
  submission: string
  /** Ids of the checks to report, in the rubric's order. */
  selected: string[]
  strict: boolean
  /** Where the report goes besides the terminal, in which formats. */
  outputs: Output[]
  minScore: number | undefined
  seed: string
  /** How much isolation is asked for. */
  mode: Mode
  limits: Limits
  /** As whom programs run, if not as the one who grades. */
  user: string | undefined
  watch: boolean
  /** Whether a page in the browser follows the watch. */
  open: boolean
  help: boolean
}

export const USAGE = `npm run grade [-- [SUBMISSION] [options]]

  SUBMISSION          the folder with the six programs (default: starter)
  --task ID           only this task, group or check: t1, t1.server, t1.server.echo; repeatable
  --strict            want the sheet's wording to the letter
  --json FILE         write the report as JSON (- for standard output, with nothing else on it)
  --format NAME=FILE  write the report in a format from below; FILE as above; repeatable
  --min-score N       the score that counts as a pass (default: all core points)
  --watch             grade again whatever a saved file can affect, until Ctrl-C
  --open              with --watch: a page in the browser that follows
  --seed SEED         repeat an earlier grade's random choices
  --sandbox MODE      auto: the strongest that works here; require: all of it, or exit code 3;
                      off: programs run with your own rights (default: auto)
  --user NAME         run programs as this user, where they get no namespaces of their own
                      (only root can)
  --limit NAME=N      what a program may use, with a limit from below; repeatable
  --help              this text

Formats:
${formats.map(({ name, title }) => `  ${name.padEnd(18)}  ${title}`).join('\n')}

Limits, with their defaults:
${wrap(describeLimits().join(' '), 80, '  ').join('\n')}

Exit code: 0 passed; 1 below the score that counts as a pass; 2 wrong use or a submission
that can't be read; 3 the grader itself failed. Where only stretch checks are chosen, it is
their points that count.`

const DEFINITIONS = {
  task: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  json: { type: 'string' },
  format: { type: 'string', multiple: true },
  'min-score': { type: 'string' },
  seed: { type: 'string' },
  sandbox: { type: 'string' },
  limit: { type: 'string', multiple: true },
  user: { type: 'string' },
  watch: { type: 'boolean' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the command line. @throws UnusableInput with one sentence */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args, DEFINITIONS)
  if (positionals.length > 1) {
    throw new UnusableInput(`One submission at a time: got ${positionals.join(' and ')}.`)
  }
  const outputs = outputsOf(values.json, values.format ?? [])
  const onScreen = outputs.find(({ file }) => file === '-')
  if (values.watch && onScreen) {
    throw new UnusableInput(
      `--watch and ${onScreen.option} do not go together: name a file for the report.`,
    )
  }
  if (values.open && !values.watch) {
    throw new UnusableInput(
      '--open follows --watch: add that, or write a page with --format html=report.html.',
    )
  }
  return {
    submission: positionals[0] ?? 'starter',
    selected: checksOf(values.task ?? []),
    strict: values.strict ?? false,
    outputs,
    minScore: parseScore(values['min-score']),
    seed: values.seed ?? Math.random().toString(36).slice(2, 10),
    mode: modeOf(values.sandbox ?? 'auto'),
    limits: parseLimits(values.limit ?? []),
    user: values.user,
    watch: values.watch ?? false,
    open: values.open ?? false,
    help: values.help ?? false,
  }
}

function outputsOf(json: string | undefined, wanted: readonly string[]): Output[] {
  const outputs = [
    ...(json === undefined ? [] : [outputOf('json', json, `--json ${json}`)]),
    ...wanted.map((text) => outputOf(...split(text), `--format ${text}`)),
  ]
  for (const [index, { file, option }] of outputs.entries()) {
    const earlier = outputs.slice(0, index).find((output) => output.file === file)
    if (earlier) throw new UnusableInput(`${earlier.option} and ${option} name the same place.`)
  }
  return outputs
}

function split(text: string): [name: string, file: string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function outputOf(name: string, file: string, option: string): Output {
  const format = formats.find((known) => known.name === name)
  if (!format) {
    const near = nearest(
      name,
      formats.map((known) => known.name),
    )
    throw new UnusableInput(`There is no format ${name}; did you mean ${near}?`)
  }
  if (file === '') throw new UnusableInput(`${option.trim()} does not say where the report goes.`)
  return { format, file, option }
}

function parseScore(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new UnusableInput(
      `--min-score takes a number of points, such as 60, not ${text || 'nothing'}.`,
    )
  }
  return number
}
