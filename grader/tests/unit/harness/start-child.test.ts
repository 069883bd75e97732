import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { type ChildOrder, startChild, withExeca } from '../../../harness/start-child.ts'

const ORDER: ChildOrder = {
  command: process.execPath,
  args: ['-p', 'process.env.MINE + process.env.HOME + process.cwd()'],
  cwd: import.meta.dirname,
  env: { MINE: 'mine' },
  detached: false,
  stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
}

describe.for([
  ['the way of this system', startChild],
  ['the way of Windows', await withExeca()],
] as const)('%s', ([, start]) => {
  test('starts a child in its folder, with its environment alone', async () => {
    const { child } = start(ORDER)
    const output = text(child.stdout as NonNullable<typeof child.stdout>)
    const exit = await once(child, 'exit')
    expect(exit).toEqual([0, null])
    expect(await output).toBe(`mineundefined${import.meta.dirname}\n`)
    expect(child.stdio).toHaveLength(4)
  })

  test('says why a command does not start', async () => {
    const { child, failure } = start({ ...ORDER, command: 'no-such-command' })
    expect(child.pid).toBeUndefined()
    expect(await failure).toContain('no-such-command')
  })
})
