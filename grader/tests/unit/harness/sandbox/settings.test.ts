import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { laySettings, settingsFolders } from '../../../../harness/sandbox/settings.ts'
import { test } from '../../bench.ts'

test('programs see lists of users in which nobody of this machine is', ({ folder }) => {
  laySettings(join(folder, 'etc'), '/tmp/home')
  expect(readFileSync(join(folder, 'etc/passwd'), 'utf8')).toBe(
    'student:x:1000:1000::/tmp/home:/bin/sh\n',
  )
  expect(existsSync(join(folder, 'etc/shadow'))).toBe(false)
})

test.skipIf(process.platform !== 'linux')(
  "they see the system's hosts, and an empty folder for each that is shown whole",
  ({ folder }) => {
    const etc = join(folder, 'etc')
    laySettings(etc, '/tmp/home')
    expect(readFileSync(join(etc, 'hosts'))).toEqual(readFileSync('/etc/hosts'))
    const held = settingsFolders().map((name) => readdirSync(join(etc, name)))
    expect(held.flat()).toEqual([])
  },
)
