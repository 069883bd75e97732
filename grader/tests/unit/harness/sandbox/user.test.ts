import { chmodSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { asUser, findUser, openTo } from '../../../../harness/sandbox/user.ts'
import { lay, test } from '../../bench.ts'

const isRoot = process.getuid?.() === 0

test.skipIf(isRoot)('only root can run programs as another user', () => {
  expect(() => findUser('nobody')).toThrow('--user nobody: only root can')
})

describe.runIf(isRoot && process.platform === 'linux')('root', () => {
  test('finds a user by name', () => {
    const { username, uid, gid } = userInfo()
    expect(findUser(username)).toMatchObject({ uid, gid })
    expect(asUser(findUser('nobody'))).toContain('--no-new-privs')
  })

  test.for(['no-such-user-here', '-r', ''])('is told that there is no user %j', (name) => {
    expect(() => findUser(name)).toThrow(`--user ${name}: there is no such user on this machine.`)
  })

  test('opens a workplace to the user, and follows no link out of it', ({ folder }) => {
    const [copy, home, temporary] = ['copy', 'home', 'tmp'].map((name) => join(folder, name))
    const stripped = join(folder, 'stripped.json')
    lay(folder, { 'copy/a/b.ts': '', 'stripped.json': '{}', outside: '' })
    for (const path of [home, temporary]) mkdirSync(path as string)
    symlinkSync(join(folder, 'outside'), join(folder, 'copy/link'))
    chmodSync(folder, 0o700)
    openTo({ uid: 1234, gid: 1234, setpriv: '' }, {
      ...{ folder, copy, home, temporary, stripped },
    } as Parameters<typeof openTo>[1])
    const owner = (path: string) => lstatSync(join(folder, path)).uid
    for (const path of ['copy', 'copy/a', 'copy/a/b.ts', 'copy/link', 'home', 'tmp']) {
      expect([path, owner(path)]).toEqual([path, 1234])
    }
    expect([owner('outside'), owner('.'), lstatSync(folder).mode & 0o777]).toEqual([0, 0, 0o711])
  })
})
