import { statSync } from 'node:fs'
import { nearest } from '../harness/nearest.ts'
import { readSubmission, type Submission } from '../harness/submission.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { extensions, places, type Role, type Task, taskAt, tasks } from '../lab/tasks.ts'
import { parse } from './arguments.ts'

/** What `npm run try` was asked for. */
export type TryOptions = {
  task: Task
  /** The folder that each side's program comes from. */
  folders: Record<Role, string>
}

export const USAGE = `npm run try -- TASK [SUBMISSION] [options]

  TASK                 t1, t2 or t3
  SUBMISSION           the folder with your programs (default: starter)
  --submission DIR     the same
  --server reference   the reference's server with your client
  --client reference   your server with the reference's client
  --help               this text

Runs your server and your client side by side and shows what they print and what passes
between them. T3's client takes what you type. Ends when the client ends, with its exit code,
or on Ctrl-C. Exit code 2: wrong use, or a program is missing.`

const DEFINITIONS = {
  submission: { type: 'string' },
  server: { type: 'string' },
  client: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

const REFERENCE = 'reference'

/** Reads the command line. @returns nothing when it asks for help @throws UnusableInput with one sentence */
export function parseTryOptions(args: readonly string[]): TryOptions | undefined {
  const { values, positionals } = parse(args, DEFINITIONS)
  if (values.help) return undefined
  const [name, ...folders] = positionals
  if (values.submission !== undefined) folders.push(values.submission)
  if (folders.length > 1) {
    throw new UnusableInput(`One submission at a time: got ${folders.join(' and ')}.`)
  }
  const { task, folder } = findTask(name)
  const submission = folders[0] ?? (folder || 'starter')
  return {
    task,
    folders: {
      server: folderOf('server', values.server, submission),
      client: folderOf('client', values.client, submission),
    },
  }
}

/** By its id, or by its folder as an editor knows it: `starter/t1-tcp-echo`. */
function findTask(name: string | undefined): { task: Task; folder: string } {
  if (name === undefined) throw new UnusableInput(`Name the task to try: ${ids.join(', ')}.`)
  const task = tasks.find(({ id }) => id === name.toLowerCase())
  const found = task ? { task, folder: '' } : taskAt(name)
  if (found) return found
  throw new UnusableInput(`There is no task ${name}; did you mean ${nearest(name, ids)}?`)
}

const ids = tasks.map((task) => task.id)

function folderOf(role: Role, wanted: string | undefined, submission: string): string {
  if (wanted === undefined) return submission
  if (wanted !== REFERENCE) {
    throw new UnusableInput(`--${role} takes ${REFERENCE}, not ${wanted || 'nothing'}.`)
  }
  if (hasReference()) return REFERENCE
  throw new UnusableInput(`There is no ${REFERENCE}/ folder here: --${role} ${REFERENCE} needs it.`)
}

function hasReference(): boolean {
  return statSync(REFERENCE, { throwIfNoEntry: false })?.isDirectory() === true
}

/** How one side's program is started. @throws UnusableInput when it is missing */
export function programOf({ task, folders }: TryOptions, role: Role) {
  const submission: Submission = readSubmission(folders[role], places, extensions)
  const key = `${task.id}.${role}`
  const spec = submission.programs[key]
  if (spec) return spec
  const other = hasReference() ? `; --${role} ${REFERENCE} puts the reference in its place` : ''
  throw new UnusableInput(`${folders[role]}: ${submission.missing[key]}${other}.`)
}
