import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe } from 'vitest'
import { Programs } from '../../../harness/programs.ts'
import { ended, firstLine, isGone, lay, PATIENCE, test } from '../bench.ts'

const POLL = { timeout: PATIENCE, interval: 20 }

// What follows about process groups is Windows' task tree there, and its own story.
describe.skipIf(process.platform === 'win32')('the end of a trial', () => {
  test('ends a program that ignores the polite signals', async ({ trial, run, expect }) => {
    const stubborn = `
      for (const it of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(it, () => {})
      console.log(process.pid)
      setInterval(() => {}, 1000)`
    const pid = Number(await firstLine(trial, await run(stubborn)))
    expect(isGone(pid)).toBe(false)
    trial.close()
    await expect.poll(() => isGone(pid), POLL).toBe(true)
  })

  test('ends what a program started, too', async ({ trial, run, expect }) => {
    const pids = pidsIn(await firstLine(trial, await run(`${FAMILY}; setInterval(() => {}, 1000)`)))
    expect(pids.map(isGone)).toEqual([false, false, false])
    trial.close()
    await expect.poll(() => pids.slice(0, 2).map(isGone), POLL).toEqual([true, true])
  })
})

test.skipIf(process.platform === 'win32')(
  'what a program leaves behind ends with it',
  async ({ trial, run, expect }) => {
    const program = await run(FAMILY)
    const [, child] = pidsIn(await firstLine(trial, program)) as [number, number]
    await ended(trial, program)
    await expect.poll(() => isGone(child), POLL).toBe(true)
  },
)

test('a child that holds the pipe delays the end by a short grace only', async ({
  trial,
  run,
  expect,
}) => {
  const program = await run(FAMILY)
  await trial.until(() => program.exit, { limit: PATIENCE })
  const exitedAt = performance.now()
  await ended(trial, program)
  expect(performance.now() - exitedAt).toBeLessThan(5000)
  expect(program.closed).toBe(true)
  expect(pidsIn(program.output.plainText)).toHaveLength(3)
})

describe.skipIf(process.platform === 'win32')('when the grader is gone', () => {
  test.for(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s, so is everything that it started',
    async (signal, { folder, expect }) => {
      lay(folder, { 'owner.mjs': OWNER })
      const owner = spawn(process.execPath, [join(folder, 'owner.mjs')])
      const [line] = await once(owner.stdout.setEncoding('utf8'), 'data')
      const pids = pidsIn(line)
      expect(pids.map(isGone)).toEqual([false, false, false])
      owner.kill(signal)
      await expect.poll(() => pids.map(isGone), POLL).toEqual([true, true, true])
    },
  )

  test('so are the programs when only the supervisor was ended', async ({ folder, expect }) => {
    const programs = new Programs()
    const order = {
      command: process.execPath,
      args: ['--eval', `${FAMILY}; setInterval(() => {}, 1000)`],
    }
    const line = await new Promise<string>((resolve) => {
      const start = { ...order, cwd: folder, env: {}, hasInput: false, outputCap: 1000 }
      programs.start(start, (news) => news.kind === 'output' && resolve(`${news.bytes}`))
    })
    const pids = pidsIn(line)
    process.kill(pids[2] as number, 'SIGKILL')
    await expect.poll(() => pids.map(isGone), POLL).toEqual([true, true, true])
    expect(() => programs.tell({ kind: 'end', id: 0 })).toThrow('the supervisor process has ended')
  })
})

function pidsIn(line: string): number[] {
  return line.trim().split(' ').map(Number)
}

/** A program with a child that holds its output: prints its own process id, the child's, the parent's. */
const FAMILY = `
  const { spawn } = process.getBuiltinModule('node:child_process')
  const idle = ['--eval', 'setInterval(() => {}, 1000)']
  const child = spawn(process.execPath, idle, { stdio: ['ignore', 'inherit', 'inherit'] })
  child.unref()
  console.log([process.pid, child.pid, process.ppid].join(' '))`

/** Stands for a grader: starts one program, and passes on what it prints. */
const OWNER = `
  import { Programs } from '${new URL('../../../harness/programs.ts', import.meta.url)}'
  const args = ['--eval', ${JSON.stringify(`${FAMILY}; process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`)}]
  const order = { command: process.execPath, args, cwd: '.', env: {}, hasInput: false, outputCap: 1000 }
  new Programs().start(order, (news) => {
    if (news.kind === 'output') process.stdout.write(news.bytes)
  })
  setInterval(() => {}, 1000)
`
