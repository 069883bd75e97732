/**
 * The worker process: it runs the checks of one grade after another, and holds the grader's own
 * sockets. It is a process of its own so that whatever becomes of it, a report is written.
 */
import { Programs } from '../harness/programs.ts'
import type { TypeProblem } from '../harness/type-check.ts'
import type { Outcome } from '../lab/outcome.ts'
import type { Settings } from '../lab/run-check.ts'

/** All that the worker is told of a grade; plain data. */
export type Job = Settings & {
  /** The checks to run; what they need must be among them. */
  ids: readonly string[]
}

/** What the worker reports: each outcome as it comes, and the end of the job. */
export type Progress =
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'done'; typeErrors: readonly TypeProblem[] }

const programs = new Programs(stop)
// Whoever asked for the grade is gone or wants no more of it: nothing may stay.
process.on('disconnect', end)
// Only now: the supervisor starts while the checks are still being loaded.
const { serve } = await import('./serve.ts')
serve(programs)

async function end(): Promise<void> {
  await programs.close()
  process.exit()
}

/** Without its supervisor this process can judge nothing. */
function stop(): void {
  if (!process.connected) return
  process.stderr.write('The supervisor process ended.\n', () => process.exit(1))
}
