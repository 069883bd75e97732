import { fileURLToPath } from 'node:url'
import { createVitest, type TestCase } from 'vitest/node'
import type { Outcome } from '../lab/outcome.ts'
import type { Settings } from '../lab/run-check.ts'

/** All that the worker is told; plain data. */
export type Job = Settings & {
  /** The checks to run; what they need must be among them. */
  ids: readonly string[]
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
  const loaded = Promise.withResolvers<void>()
  const leaveSignals = keepSignals()
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
      reporters: [{ onTestCaseResult: collect, onTestModuleCollected: () => loaded.resolve() }],
      provide: { socketLab: job },
    },
    { logLevel: 'error', server: { watch: null } },
  )
  leaveSignals()
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
  const stop = async () => {
    // A cancel that comes before the worker has loaded its tests would be lost.
    await Promise.race([loaded.promise, finished.catch(() => undefined)])
    await vitest.cancelCurrentRun('keyboard-input')
  }
  return { outcomes: finished, faults, stop }
}

/** Vitest would end this process by itself on a signal: that is for whoever asked for the run. */
function keepSignals(): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const own = new Set(signals.flatMap((signal) => process.listeners(signal)))
  return () => {
    for (const signal of signals) {
      const added = process.listeners(signal).filter((listener) => !own.has(listener))
      for (const listener of added) process.off(signal, listener)
    }
  }
}
