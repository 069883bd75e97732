import { EventEmitter } from 'node:events'
import { type FSWatcher, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, vi } from 'vitest'
import { watchFolder } from '../../../harness/watch-folder.ts'
import { test as base, lay, PATIENCE } from '../bench.ts'

type Watch = Parameters<typeof watchFolder>[2]

/** A watched folder that has a file, and what was heard of it. */
const test = base.extend('watched', ({ folder, onTestFinished }) => (watch?: Watch) => {
  lay(folder, { 'a.ts': 'one', 'sub/b.ts': 'one' })
  const heard = { paths: [] as string[], polling: [] as string[] }
  const changed = (paths: string[]) => heard.paths.push(...paths)
  const polling = (reason: string) => heard.polling.push(reason)
  const { close } = watchFolder(folder, { changed, polling }, watch)
  onTestFinished(close)
  const expectHeard = (...names: string[]) =>
    vi.waitFor(() => {
      for (const name of names) if (!heard.paths.includes(join(folder, name))) throw heard
      heard.paths = []
    }, PATIENCE)
  return { heard, expectHeard, close }
})

describe('a file is heard of', () => {
  test('when it is written, added, replaced and removed', async ({ folder, watched }) => {
    const { expectHeard } = watched()
    lay(folder, { 'sub/b.ts': 'two' })
    await expectHeard('sub/b.ts')
    lay(folder, { 'c.ts': 'one' })
    await expectHeard('c.ts')
    lay(folder, { 'new.tmp': 'two' })
    renameSync(join(folder, 'new.tmp'), join(folder, 'a.ts'))
    await expectHeard('a.ts')
    lay(folder, { 'a.ts': 'three' })
    await expectHeard('a.ts')
    rmSync(join(folder, 'a.ts'))
    await expectHeard('a.ts')
  })

  test('in a folder that is new, and in one that took its place', async ({ folder, watched }) => {
    const { expectHeard, heard } = watched()
    lay(folder, { 'deep/er/d.ts': 'one' })
    await expectHeard('deep/er/d.ts')
    lay(folder, { 'deep/er/d.ts': 'two' })
    await expectHeard('deep/er/d.ts')
    rmSync(join(folder, 'deep'), { recursive: true })
    mkdirSync(join(folder, 'deep'))
    await expectHeard('deep/er/d.ts')
    lay(folder, { 'deep/e.ts': 'one' })
    await expectHeard('deep/e.ts')
    if (heard.polling.length > 0) throw heard
  })

  test('whose text has the same length', async ({ folder, watched }) => {
    const { expectHeard } = watched()
    for (const text of ['two', 'six', 'ten']) {
      lay(folder, { 'a.ts': text })
      await expectHeard('a.ts')
    }
  })
})

test('what is hidden, installed or left by an editor is not heard of', async ({
  folder,
  watched,
  expect,
}) => {
  const { heard } = watched()
  const names = ['.a.ts.swp', '.git/x', 'node_modules/x/y.js', 'a.ts~', '#a.ts#', '__pycache__/x']
  lay(folder, Object.fromEntries([...names, 'z.ts'].map((name) => [name, 'x'])))
  await vi.waitFor(() => expect(heard.paths).toEqual([join(folder, 'z.ts')]), PATIENCE)
  expect(heard.polling).toEqual([])
})

describe('where file events', () => {
  test('can not be had, the folder is listed over and over', async ({
    folder,
    watched,
    expect,
  }) => {
    const refuse = () => {
      throw Object.assign(new Error('no more watches'), { code: 'ENOSPC' })
    }
    const { heard, expectHeard } = watched(refuse)
    expect(heard.polling).toEqual(['ENOSPC'])
    for (const text of ['two', 'three']) {
      lay(folder, { 'sub/b.ts': text })
      await expectHeard('sub/b.ts')
    }
    expect(heard.polling).toEqual(['ENOSPC'])
  })

  test('stop coming with an error, too', async ({ folder, watched, expect }) => {
    const { watch, open } = fakeWatch()
    const { heard, expectHeard } = watched(watch)
    const [first] = open
    first?.emit('error', Object.assign(new Error('limit'), { code: 'EMFILE' }))
    expect(heard.polling).toEqual(['EMFILE'])
    expect(open.size).toBe(0)
    lay(folder, { 'a.ts': 'two' })
    await expectHeard('a.ts')
  })

  test('never come, that is found out', async ({ folder, watched, expect }) => {
    const { heard, expectHeard } = watched(fakeWatch().watch)
    lay(folder, { 'a.ts': 'two' })
    await expectHeard('a.ts')
    await vi.waitFor(() => expect(heard.polling).toEqual(['no event came for a change']), PATIENCE)
    lay(folder, { 'a.ts': 'three' })
    await expectHeard('a.ts')
  })
})

test('closing it closes every watcher', async ({ watched, expect }) => {
  const { watch, open } = fakeWatch()
  const { close } = watched(watch)
  expect(open.size).toBe(2)
  close()
  expect(open.size).toBe(0)
})

/** Stands for a file system that takes watchers, and never tells anything. */
function fakeWatch() {
  const open = new Set<EventEmitter>()
  const watch = () => {
    const watcher = Object.assign(new EventEmitter(), { close: () => open.delete(watcher) })
    open.add(watcher)
    return watcher as unknown as FSWatcher
  }
  return { watch, open }
}
