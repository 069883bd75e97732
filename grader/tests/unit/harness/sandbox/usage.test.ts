import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { type Usage, usageOf } from '../../../../harness/sandbox/usage.ts'
import { rowsIn, usageByPs } from '../../../../harness/sandbox/usage-by-ps.ts'
import { PATIENCE } from '../../bench.ts'

const MB = 2 ** 20

/** A process with 60 MB and two children, in a process group of its own. */
const FAMILY = `
  const { spawn } = require('node:child_process')
  const idle = ['-e', 'setTimeout(() => {}, 20_000)']
  for (let child = 0; child < 2; child++) spawn(process.execPath, idle, { stdio: 'ignore' })
  globalThis.hoard = Buffer.alloc(60 << 20, 1)
  setTimeout(() => process.exit(), 20_000)
  console.log('ready')`

type Look = (pid: number) => Promise<Usage | undefined> | Usage | undefined

describe.skipIf(process.platform === 'win32')('what a program uses', () => {
  const looks: [string, Look][] = [
    ['by ps', async (pid) => (await usageByPs([pid])).get(pid)],
    ...(process.platform === 'linux'
      ? ([['in /proc', (pid) => usageOf({ pid, disks: [] })]] satisfies [string, Look][])
      : []),
  ]

  test.for(looks)('%s, with all that it has started', async ([, look], { onTestFinished }) => {
    const child = spawn(process.execPath, ['-e', FAMILY], { detached: true })
    onTestFinished(() => void process.kill(-(child.pid as number), 'SIGKILL'))
    await once(child.stdout, 'data')
    const members = async () => (await look(child.pid as number))?.processes ?? 0
    await expect.poll(members, { timeout: PATIENCE }).toBeGreaterThanOrEqual(3)
    const { memory = 0, cpu = -1 } = (await look(child.pid as number)) ?? {}
    expect(memory).toBeGreaterThan(60 * MB)
    expect(memory).toBeLessThan(2000 * MB)
    expect(cpu).toBeGreaterThanOrEqual(0)
  })
})

test('a listing of ps is read, whatever the times in it look like', () => {
  const text = '    1     0     1   2048 1-02:03:04\n   20     1    20    512   0:07.50\nPID none\n'
  expect(rowsIn(text)).toEqual([
    { pid: 1, parent: 0, group: 1, memory: 2 * MB, cpu: 93_784 },
    { pid: 20, parent: 1, group: 20, memory: MB / 2, cpu: 7.5 },
  ])
})
