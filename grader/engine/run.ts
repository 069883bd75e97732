import { fileURLToPath } from 'node:url'
import { createVitest, type TestCase } from 'vitest/node'
import type { Outcome } from '../lab/outcome.ts'
import type { Settings } from '../lab/run-check.ts'

/** All that the worker is told; plain data. */
export type Job = Settings & {
  /** The checks to run; what they need must be among them. */
  ids: readonly string[]
  /** The submission's TypeScript, stripped of its types, by URL: a JSON file. */
  stripped?: string | undefined
}

declare module 'vitest' {
  interface ProvidedContext {
    socketLab: Job
  }
  interface TaskMeta {
    outcome?: Outcome
  }
}

const ENTRY = fileURLToPath(new URL('./entry.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Longer than any check may run: the engine's own limit is an alarm for the grader's faults. */
const TEST_TIMEOUT = 600_000

/** One run of the checks in a worker process. */
export type Run = {
  /** The outcomes that came, by id. A worker that died leaves some out: they are errors. */
  outcomes: Promise<Map<string, Outcome>>
  /** What went wrong with the run itself, in sentences. */
  faults: string[]
  /** Ends the run and everything in it. */
  stop(): Promise<void>
}

/** Starts a run; `report` hears each outcome as it comes. */
export async function startRun(job: Job, report: (outcome: Outcome) => void): Promise<Run> {
  const outcomes = new Map<string, Outcome>()
  const faults: string[] = []
  const collect = (test: TestCase) => {
    const { outcome } = test.meta()
    if (!outcome) return
    outcomes.set(outcome.id, outcome)
    report(outcome)
  }
  const vitest = await createVitest(
    {
      root: ROOT,
      config: false,
      watch: false,
      include: ['grader/engine/entry.ts'],
      pool: 'forks',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: job.ids.length,
      testTimeout: TEST_TIMEOUT,
      hookTimeout: TEST_TIMEOUT,
      teardownTimeout: 2000,
      reporters: [{ onTestCaseResult: collect }],
      provide: { socketLab: job },
    },
    { logLevel: 'error', server: { watch: null } },
  )
  const finished = (async () => {
    const specifications = vitest.getRootProject().createSpecification(ENTRY)
    const { unhandledErrors } = await vitest.runTestSpecifications([specifications])
    faults.push(...unhandledErrors.map((error) => String((error as Error).message ?? error)))
    for (const module of vitest.state.getTestModules()) {
      faults.push(...module.errors().map((error) => error.message))
    }
    await vitest.close()
    return outcomes
  })()
  return { outcomes: finished, faults, stop: () => vitest.exit(true) }
}
