import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { withoutPrivatePaths } from '../../../../harness/sandbox/private-paths.ts'
import { makeWorkplace, removeWorkplace } from '../../../../harness/sandbox/workplace.ts'
import { test as base, lay } from '../../bench.ts'

base(
  'a file in the private copy is named as the student knows it',
  ({ folder, onTestFinished }) => {
    lay(folder, { 'a/server.ts': '' })
    const workplace = makeWorkplace({ name: 'it', folder, programs: {}, missing: {} })
    onTestFinished(() => removeWorkplace(workplace))
    const path = join(workplace.copy, 'a', 'server.ts')
    const shorten = <T>(value: T) => withoutPrivatePaths(value, workplace)
    expect(shorten(`${path}:3 and ${pathToFileURL(path).href}:4:1`)).toBe(
      'a/server.ts:3 and a/server.ts:4:1'.replaceAll('a/server.ts:3', join('a', 'server.ts:3')),
    )
    expect(shorten(`cd ${workplace.copy}`)).toBe('cd .')
    const deep = { at: 1, list: [{ bytes: Buffer.from(`\xff${path}`, 'latin1') }], none: null }
    expect(shorten(deep)).toEqual({
      at: 1,
      list: [{ bytes: Buffer.from(`\xff${join('a', 'server.ts')}`, 'latin1') }],
      none: null,
    })
  },
)

test('text without such a path stays what it is', () => {
  const workplace = { folder: '/tmp/socket-lab-x', copy: '/tmp/socket-lab-x/submission' }
  const text = 'at /tmp/socket-lab/submission/a.ts'
  expect(withoutPrivatePaths(text, workplace as never)).toBe(text)
})
