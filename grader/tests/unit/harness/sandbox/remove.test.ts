import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { removeFolder } from '../../../../harness/sandbox/remove.ts'
import { sweep } from '../../../../harness/sandbox/sweep.ts'
import { isGone, lay, PATIENCE, test } from '../../bench.ts'

describe.skipIf(process.platform === 'win32')('a folder is removed', () => {
  test('whatever permissions were taken away in it', ({ folder }) => {
    const place = join(folder, 'place')
    lay(place, { 'a/b/c': '', 'a/d/e': '' })
    for (const path of ['a/b', 'a/d', 'a']) chmodSync(join(place, path), 0)
    removeFolder(place)
    expect(existsSync(place)).toBe(false)
  })

  test('however deep its folders are', ({ folder }) => {
    const place = join(folder, 'place')
    const here = process.cwd()
    mkdirSync(place)
    process.chdir(place)
    for (let depth = 0; depth < 1500; depth++) {
      mkdirSync('deep')
      process.chdir('deep')
    }
    process.chdir(here)
    removeFolder(place)
    expect(existsSync(place)).toBe(false)
  })
})

test.runIf(process.platform === 'linux')(
  'what still runs in a folder is ended, nobody else',
  async ({ folder }) => {
    const start = (home: string) =>
      spawn('sleep', ['60'], { env: { ...process.env, HOME: home }, detached: true }).pid as number
    const [inside, other] = [start(join(folder, 'home')), start(`${folder}-other/home`)]
    sweep(folder)
    await expect.poll(() => isGone(inside), { timeout: PATIENCE }).toBe(true)
    expect(isGone(other)).toBe(false)
    process.kill(other, 'SIGKILL')
  },
)
