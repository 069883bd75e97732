import { grade } from '../engine/grade.ts'
import { findSandbox, type Sandbox } from '../harness/sandbox/sandbox.ts'
import { findUser } from '../harness/sandbox/user.ts'
import { readSubmission, type Submission } from '../harness/submission.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { findRoots } from '../lab/find-root.ts'
import type { Outcome } from '../lab/outcome.ts'
import { extensions, places } from '../lab/tasks.ts'
import { progress } from '../reports/progress.ts'
import { mergeReports } from '../scoring/merge.ts'
import { refusal } from '../scoring/refusal.ts'
import { decisive, type Report } from '../scoring/report.ts'
import { type Options, parseOptions, USAGE } from './options.ts'
import { hasStandardOutput, tryOutputs, writeFiles, writeReport } from './outputs.ts'
import { print, tellFault } from './run-command.ts'
import { keepUpToDate } from './up-to-date.ts'
import { watch } from './watch.ts'

/** Grades as the command line says. @returns the exit code; never throws */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args)
    if (options.watch && !options.help) return await watchOver(options)
    if (!options.help) return await run(options)
    await print(`${USAGE}\n`)
    return 0
  } catch (error) {
    return tellFault(error)
  }
}

async function watchOver(options: Options): Promise<number> {
  // Loaded only when it is asked for: a server takes as long to load as a check to run.
  const follower = options.open ? await (await import('./follow.ts')).follow() : undefined
  let whole: Report | undefined
  const grade = async (due: Options, signal: AbortSignal) => {
    follower?.begin(due.selected)
    const report = await gradeOnce(due, signal, follower?.add)
    if (!report) return
    whole = mergeReports(whole, report)
    follower?.end(whole)
    await writeReport(report, options.outputs, whole)
  }
  const refuse = (reason: string) => follower?.refuse(reason)
  try {
    return await watch(options, { read: () => read(options), grade, refuse })
  } finally {
    await follower?.close()
  }
}

async function run(options: Options): Promise<number> {
  const stop = new AbortController()
  const interrupts = stopOnSignals(stop)
  const report = await gradeOnce(options, stop.signal)
  if (!report) return interrupts.code
  await writeReport(report, options.outputs)
  return exitCode(report, options.minScore)
}

/** @param hear takes each outcome as it comes. @returns nothing when the signal stopped it */
async function gradeOnce(
  options: Options,
  signal: AbortSignal,
  hear?: (outcome: Outcome) => void,
): Promise<Report | undefined> {
  const submission = await orRefuse(options, () => read(options))
  tryOutputs(options.outputs)
  sandbox ??= await sandboxFor(options)
  const settings = { ...options, sandbox, signal }
  const isQuiet = hasStandardOutput(options.outputs)
  const bar = progress(isQuiet ? undefined : process.stderr, options.selected)
  const upToDate = keepUpToDate(submission, options)
  const onOutcome = (outcome: Outcome) => {
    bar.add(outcome)
    upToDate.add(outcome)
    hear?.(outcome)
  }
  const report = await orRefuse(options, () => grade(submission, { ...settings, onOutcome }))
  bar.end()
  upToDate.end()
  return signal.aborted ? undefined : report
}

/** Whoever waits for the report in a file is told there, too, that a submission can't be read. */
async function orRefuse<T>(options: Options, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnusableInput) writeFiles(refusal(options, error.message), options.outputs)
    throw error
  }
}

async function sandboxFor({ mode, user }: Options): Promise<Sandbox> {
  const found = await findSandbox(mode)
  return user === undefined ? found : { ...found, user: findUser(user) }
}

/** Found once, however often is graded. */
let sandbox: Sandbox | undefined

function read({ submission }: Options): Submission {
  return readSubmission(rootIn(submission), places, extensions)
}

/** Where the programs are in what was named: archives often hold a folder in a folder. */
function rootIn(submission: string): string {
  const roots = rootsIn(submission)
  if (roots.length > 1) {
    const some = roots.slice(0, 3).join(', ')
    throw new UnusableInput(`${submission} holds several submissions, such as ${some}: name one.`)
  }
  return roots[0] ?? submission
}

/** What can't be looked into is told of when it is read. */
function rootsIn(submission: string): string[] {
  try {
    return findRoots(submission)
  } catch {
    return []
  }
}

/** See the contract: 0 passed, 1 below the score that counts as a pass, 3 the grader failed. */
function exitCode(report: Report, minScore: number | undefined): number {
  const checks = report.tasks.flatMap((task) => task.checks)
  if (checks.some((check) => check.status === 'error')) return 3
  const { score, max } = decisive(report)
  return score >= (minScore ?? max) ? 0 : 1
}

/** Ctrl-C and SIGTERM end the grade and every program in it. */
function stopOnSignals(stop: AbortController): { code: number } {
  const interrupts = { code: 130 }
  const end = (code: number) => () => {
    interrupts.code = code
    stop.abort()
    process.exit(code)
  }
  process.on('SIGINT', end(130))
  process.on('SIGTERM', end(143))
  return interrupts
}
