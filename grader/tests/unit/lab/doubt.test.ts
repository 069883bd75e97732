import net from 'node:net'
import { describe, expect } from 'vitest'
import { worstDelaySince } from '../../../harness/punctuality.ts'
import { isDoubtful } from '../../../lab/doubt.ts'
import { ended, firstLine, test } from '../bench.ts'

/** Holds its port until it is ended. */
const LISTENS = `
  import net from 'node:net'
  const port = Number(process.argv[2].split('=')[1])
  net.createServer().listen(port, '127.0.0.1', () => console.log('listening'))
`

describe('a failure is doubtful', () => {
  test('when something of the grader broke', async ({ trial }) => {
    trial.broke('a socket of its own was lost')
    trial.close()
    expect(await isDoubtful(trial)).toBe(true)
  })

  test('when the grader was late', async ({ trial, run }) => {
    await ended(trial, await run('process.exit(0)'))
    standStill(900)
    trial.close()
    expect(await isDoubtful(trial)).toBe(true)
  })

  test("when somebody else holds the program's port", async ({ trial, run, onTestFinished }) => {
    const program = await run('process.exit(0)')
    const thief = net.createServer().listen(program.port, '127.0.0.1')
    onTestFinished(() => void thief.close())
    await ended(trial, program)
    trial.close()
    expect(await isDoubtful(trial)).toBe(true)
  })
})

test('a failure is believed when the program held its port until it was ended', async ({
  trial,
  run,
}) => {
  const program = await run(LISTENS)
  expect(await firstLine(trial, program)).toBe('listening')
  trial.close()
  const isBelieved = !(await isDoubtful(trial))
  const wasLate = worstDelaySince(program.startedAt) > 250
  expect(isBelieved || wasLate).toBe(true)
})

/** Keeps this process from doing anything for so long (ms). */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
