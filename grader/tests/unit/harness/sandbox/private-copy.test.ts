import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { copySubmission } from '../../../../harness/sandbox/private-copy.ts'
import { test as base, lay } from '../../bench.ts'

const BOUNDS = { megabytes: 1, files: 20, depth: 4 }

const test = base.extend('copy', ({ folder }) => (files: Record<string, string>) => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  lay(from, files)
  return { from, to, make: () => copySubmission(from, to, BOUNDS) }
})

test('a copy has every file, and what may be run can be run', ({ copy }) => {
  const { from, to, make } = copy({ 'a/b/c.ts': 'text', serve: '#!/bin/sh', '.git/HEAD': 'ref' })
  chmodSync(join(from, 'serve'), 0o700)
  expect(make()).toEqual([])
  expect(readdirSync(to, { recursive: true }).toSorted()).toEqual(['a', 'a/b', 'a/b/c.ts', 'serve'])
  expect(readFileSync(join(to, 'a/b/c.ts'), 'utf8')).toBe('text')
  if (process.platform !== 'win32') expect(statSync(join(to, 'serve')).mode & 0o777).toBe(0o755)
})

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  test('a link to something in the submission leads to the same in the copy', ({ copy }) => {
    const { from, to, make } = copy({ 'lib/a.ts': 'inside' })
    symlinkSync('lib/a.ts', join(from, 'relative.ts'))
    symlinkSync(join(from, 'lib'), join(from, 'absolute'))
    symlinkSync('..', join(from, 'lib/up'))
    expect(make()).toEqual([])
    for (const name of ['relative.ts', 'absolute/a.ts', 'lib/up/lib/a.ts'])
      expect(readFileSync(join(to, name), 'utf8')).toBe('inside')
    expect(lstatSync(join(to, 'absolute')).isSymbolicLink()).toBe(true)
  })

  test.for([
    ['a link out of it', '/etc/passwd', 'is a link that leads out of the submission'],
    ['a link to the folder above', '..', 'is a link that leads out of the submission'],
    ['a link to nothing', 'nowhere', 'is a link to what is not there'],
    ['a link to itself', 'strange', 'is a link to what is not there'],
  ] as const)('%s is left out', ([, target, words], { copy }) => {
    const { from, to, make } = copy({ 'a.ts': '' })
    symlinkSync(target, join(from, 'strange'))
    expect(make()).toEqual([`"strange" ${words}: it was left out.`])
    expect(readdirSync(to)).toEqual(['a.ts'])
  })

  test('a named pipe is left out, and nobody waits for it', ({ copy }) => {
    const { from, to, make } = copy({ 'a.ts': '' })
    execFileSync('mkfifo', [join(from, 'pipe\u001b[2J')])
    expect(make()).toEqual(['"pipe\\u{1b}[2J" is neither a file nor a folder: it was left out.'])
    expect(readdirSync(to)).toEqual(['a.ts'])
  })
})

describe('a submission that is too large', () => {
  test('for its files is refused', ({ copy }) => {
    const files = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`${index}`, '']))
    expect(copy(files).make).toThrow(/^The submission holds more than 20 files: /)
  })

  test('for its bytes is refused', ({ copy }) => {
    const half = 'x'.repeat(600_000)
    expect(copy({ a: half, b: half }).make).toThrow(/^The submission holds more than 1 MB: /)
  })

  test('for its depth is copied as deep as may be', ({ copy }) => {
    const { to, make } = copy({ 'a/b/c/d/e': '', 'a/b/c/f': '' })
    expect(make()).toEqual(['"a/b/c/d" is a folder 4 levels deep: it was left out.'])
    expect(readdirSync(join(to, 'a/b/c'))).toEqual(['f'])
  })
})

test.skipIf(process.platform === 'win32')('only some of many notes are told', ({ copy }) => {
  const { from, make } = copy({ 'a.ts': '' })
  for (let index = 0; index < 15; index++) symlinkSync('/', join(from, `link-${index}`))
  const notes = make()
  expect(notes).toHaveLength(11)
  expect(notes.at(-1)).toBe('5 other things could not be copied.')
})
