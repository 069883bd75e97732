import { alarm } from '../harness/deadline.ts'
import { Ports } from '../harness/ports.ts'
import type { Programs } from '../harness/programs.ts'
import { checkTypes } from '../harness/type-check.ts'
import { Grade, type Settings } from '../lab/run-check.ts'
import { programsOf } from '../lab/tasks.ts'
import type { Job, Progress } from './worker.ts'
import '../lab/checks/all.ts'

/** A note is worth no long wait: so long after the checks it is given up (ms). */
const TYPES_LATE = 5000

/** Runs each job that comes through this process's channel, and reports its outcomes there. */
export function serve(programs: Programs): void {
  const bench = { programs, ports: new Ports() }
  process.on('message', async ({ ids, ...settings }: Job) => {
    const grade = new Grade(bench, settings)
    const run = async (id: string) => tell({ kind: 'outcome', outcome: await grade.run(id) })
    const running = ids.map(run)
    const { surroundings } = settings
    const types = surroundings && checkTypes(programs, sourcesOf(ids, settings), surroundings)
    await Promise.all(running)
    const typeErrors = (await Promise.race([types, alarm(TYPES_LATE)])) ?? []
    tell({ kind: 'done', typeErrors })
  })
}

/** The files of the programs that these checks run. */
function sourcesOf(ids: readonly string[], { programs }: Settings): string[] {
  const specs = [...new Set(ids.flatMap(programsOf))].map((name) => programs[name])
  return specs.flatMap((spec) => (spec && 'path' in spec ? [spec.path] : []))
}

/** Whoever asked may be gone by now: then nobody wants to know. */
function tell(progress: Progress): void {
  if (process.connected) process.send?.(progress, () => undefined)
}
