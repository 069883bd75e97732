/** What the worker runs: every selected check as one test, whose outcome is its `meta`. */
import { afterAll, inject, test } from 'vitest'
import { Ports } from '../harness/ports.ts'
import { Grade } from '../lab/run-check.ts'
// Before the checks: the supervisor starts while they are still being loaded.
import { programs } from './supervised.ts'
import '../lab/checks/all.ts'

const { ids, ...settings } = inject('socketLab')
const ports = new Ports()
const grade = new Grade({ programs, ports }, settings)

// When the grader itself is gone, nothing of it may stay: the supervisor follows this worker.
process.on('disconnect', () => process.exit())

for (const id of ids) {
  test.concurrent(id, async ({ task }) => {
    Object.assign(task.meta, { outcome: await grade.run(id) })
  })
}

afterAll(async () => {
  await programs.close()
  ports.release()
})
