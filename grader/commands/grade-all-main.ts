import { basename, join } from 'node:path'
import { checkInput, openClass } from '../class/intake/open-class.ts'
import type { ClassFile } from '../class/results/class-file.ts'
import { tryGradebook } from '../class/results/publish.ts'
import type { Row } from '../class/results/row.ts'
import { summary } from '../class/results/summary.ts'
import { lock } from '../class/run/lock.ts'
import { openOut, openWork } from '../class/run/out-folder.ts'
import { runClass } from '../class/run/run-class.ts'
import { shardFolder } from '../class/run/shard.ts'
import { gradeIn } from '../engine/grade.ts'
import { GradingWorker } from '../engine/grading-worker.ts'
import { findSandbox, type Sandbox } from '../harness/sandbox/sandbox.ts'
import { findUser } from '../harness/sandbox/user.ts'
import type { Submission } from '../harness/submission.ts'
import { THRIFT } from '../harness/thrift.ts'
import { ClassProgress } from '../reports/class-progress.ts'
import { explain, render } from './class-reports.ts'
import { type ClassOptions, parseClassOptions, USAGE } from './grade-all-options.ts'
import { print, runCommand } from './run-command.ts'

/** Grades a class as the command line says. @returns the exit code; never throws */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(async () => {
    const options = parseClassOptions(args, process.env)
    if (options) return await run(options)
    await print(`${USAGE}\n`)
    return 0
  })
}

async function run(options: ClassOptions): Promise<number> {
  const { input, shard } = options
  checkInput(input)
  if (options.gradebook) tryGradebook(options.gradebook)
  const user = options.user === undefined ? {} : { user: findUser(options.user) }
  const sandbox = { ...(await findSandbox(options.mode)), ...user }
  const top = openOut(options.out, input)
  const out = shard ? openOut(join(top, shardFolder(shard)), input) : top
  const held = await lock(out)
  const work = openWork(out)
  const stop = new AbortController()
  const interrupts = stopOnSignals(stop)
  try {
    const roster = await openClass(input, work.path, options.names)
    const where = { name: basename(input), out, work: join(work.path, 'submissions') }
    const conditions = [options.mode, options.limits, options.user ?? '']
    const file = await runClass(
      roster,
      { ...options, ...where, conditions },
      toolsFor({ ...options, sandbox }, stop.signal),
    )
    if (stop.signal.aborted) return interrupts.code
    await print(`${summary(file)}\n${placesOf(options, file)}\n`)
    return file.rows.some(({ status }) => status === 'error') ? 3 : 0
  } finally {
    work.close()
    held.release()
  }
}

function toolsFor(options: Omit<ClassOptions, 'user'> & { sandbox: Sandbox }, signal: AbortSignal) {
  return {
    openGrader: () => {
      const worker = new GradingWorker(options.sandbox, THRIFT.flags)
      return {
        grade: (submission: Submission, seed: string) =>
          gradeIn(worker, submission, { ...options, seed }),
        close: () => worker.close(),
      }
    },
    render,
    explain: (row: Row) => explain(row, options),
    progress: new ClassProgress(process.stderr),
    signal,
  }
}

function placesOf({ out, shard }: ClassOptions, { platform, gradebook }: ClassFile): string {
  const folder = shard ? join(out, shardFolder(shard)) : out
  const files = [
    'index.html',
    'gradebook.csv',
    ...(gradebook ? [gradebook.file] : []),
    ...(platform === 'moodle' ? ['moodle-feedback.zip'] : []),
    join('submissions', ''),
  ]
  return `Written to ${folder}: ${files.join(', ')}`
}

/** Ctrl-C and SIGTERM end the grades that are running; what is finished stays. */
function stopOnSignals(stop: AbortController): { code: number } {
  const interrupts = { code: 130 }
  const end = (code: number) => () => {
    // The second time nothing more is waited for.
    if (stop.signal.aborted) process.exit(code)
    interrupts.code = code
    process.stderr.write('\nStopping. The same command goes on from here.\n')
    stop.abort()
  }
  process.on('SIGINT', end(130))
  process.on('SIGTERM', end(143))
  return interrupts
}
