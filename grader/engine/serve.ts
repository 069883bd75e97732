import { Ports } from '../harness/ports.ts'
import type { Programs } from '../harness/programs.ts'
import { Grade } from '../lab/run-check.ts'
import type { Job, Progress } from './worker.ts'
import '../lab/checks/all.ts'

/** Runs each job that comes through this process's channel, and reports its outcomes there. */
export function serve(programs: Programs): void {
  const bench = { programs, ports: new Ports() }
  process.on('message', async ({ ids, ...settings }: Job) => {
    const grade = new Grade(bench, settings)
    const run = async (id: string) => tell({ kind: 'outcome', outcome: await grade.run(id) })
    await Promise.all(ids.map(run))
    tell({ kind: 'done' })
  })
}

/** Whoever asked may be gone by now: then nobody wants to know. */
function tell(progress: Progress): void {
  if (process.connected) process.send?.(progress, () => undefined)
}
