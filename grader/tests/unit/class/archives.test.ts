import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { Budget, SUBMISSION_LIMITS } from '../../../class/archives/budget.ts'
import { unpack } from '../../../class/archives/unpack.ts'
import { Unreadable } from '../../../class/unreadable.ts'
import { Random } from '../../../harness/random.ts'
import { test as base } from '../bench.ts'
import { tarOf, zipOf } from './pack.ts'

/** Unpacks bytes. @returns the files, or the reason why there are none */
const test = base.extend('unpacked', ({ folder }) => async (bytes: Buffer) => {
  const archive = join(folder, 'archive.bin')
  const to = join(folder, 'unpacked')
  writeFileSync(archive, bytes)
  const fault = await unpack(archive, to).catch((error: unknown) => error)
  expect(readdirSync(folder).toSorted()).toEqual(
    existsSync(to) ? ['archive.bin', 'unpacked'] : ['archive.bin'],
  )
  if (fault instanceof Unreadable) return fault.message
  if (fault) throw fault
  return filesIn(to)
})

const FORMS = [
  ['zip', zipOf],
  ['tar.gz', tarOf],
] as const

describe.for(FORMS)('a %s', ([, packed]) => {
  test('is unpacked, with its folders and without litter', async ({ unpacked }) => {
    const files = [
      { path: 'lab/', text: '' },
      { path: 'lab/t1-tcp-echo/server.ts', text: 'one' },
      { path: 'lab/Grüße 👋.txt', text: Buffer.alloc(100_000, 'x') },
      { path: 'empty.txt' },
      { path: '__MACOSX/lab/._server.ts', text: 'litter' },
      { path: 'lab/.DS_Store', text: 'litter' },
      { path: 'lab/node_modules/x/index.js', text: 'litter'.repeat(10_000) },
      { path: 'lab/Thumbs.db', text: 'litter' },
      { path: 'lab/after.txt', text: 'two' },
    ]
    expect(await unpacked(await packed(files))).toEqual({
      'lab/t1-tcp-echo/server.ts': 'one',
      'lab/Grüße 👋.txt': 'x'.repeat(100_000),
      'empty.txt': '',
      'lab/after.txt': 'two',
    })
  })

  test('keeps what may be run', async ({ unpacked, folder }) => {
    await unpacked(await packed([{ path: 'run.sh', text: '#!/bin/sh', mode: 0o100755 }]))
    expect(statSync(join(folder, 'unpacked/run.sh')).mode & 0o777).toBe(0o755)
  })

  test.for([
    ['../outside', 'leads out of its folder'],
    ['lab/../../outside', 'leads out of its folder'],
    ['lab\\..\\..\\outside', 'leads out of its folder'],
    ['..', 'leads out of its folder'],
    ['/etc/cron.d/outside', 'an absolute path'],
    ['\\\\host\\share\\outside', 'an absolute path'],
    ['C:\\outside', 'a path with a drive'],
    ['c:outside', 'a path with a drive'],
    [`${'deep/'.repeat(40)}file`, 'folders deep'],
    ['x'.repeat(300), "a name that can't be written here"],
  ] as const)('with %s is refused', async ([path, words], { unpacked }) => {
    expect(await unpacked(await packed([{ path: 'first', text: '' }, { path }]))).toContain(words)
  })

  test('with one name twice is refused', async ({ unpacked }) => {
    const twice = [
      { path: 'a', text: '1' },
      { path: 'a', text: '2' },
    ]
    expect(await unpacked(await packed(twice))).toContain('holds "a" twice')
    const both = [
      { path: 'b', text: '1' },
      { path: 'b/c', text: '2' },
    ]
    expect(await unpacked(await packed(both))).toContain('"b/c" twice')
  })

  test('that unpacks to many times its size is stopped', async ({ unpacked, folder }) => {
    const bomb = [{ path: 'bomb', text: Buffer.alloc(64 * 1024 * 1024) }]
    expect(await unpacked(await packed(bomb))).toBe('unpacks to more than 200 times its size')
    expect(filesIn(join(folder, 'unpacked'))).toEqual({})
  })

  test('that is cut short or damaged is named as that', async ({ unpacked }) => {
    const whole = await packed([{ path: 'a', text: new Random('seed', 'noise').text(5000) }])
    expect(await unpacked(whole.subarray(0, 3000))).toMatch(
      /^is damaged or cut short \([^.]+\): ask/,
    )
    whole[2000] = (whole[2000] as number) ^ 0x10
    expect(await unpacked(whole)).toMatch(/^is damaged or cut short \([^.]+\): ask/)
  })
})

test('a link in a zip is refused', async ({ unpacked }) => {
  const link = [{ path: 'link', text: '/etc/passwd', mode: 0o120777 }]
  expect(await unpacked(await zipOf(link))).toContain('holds "link", a link')
})

test.for([
  ['symlink', 'a link'],
  ['link', 'a link'],
  ['fifo', 'neither a file nor a folder'],
  ['character-device', 'neither a file nor a folder'],
  ['block-device', 'neither a file nor a folder'],
] as const)('a %s in a tar.gz is refused', async ([type, words], { unpacked }) => {
  const bytes = await tarOf([{ path: 'it', type, linkname: '/etc/passwd' }])
  expect(await unpacked(bytes)).toContain(words)
})

test('a file through a link of the same archive is not written', async ({ unpacked }) => {
  const bytes = await tarOf([
    { path: 'way', type: 'symlink', linkname: '/tmp' },
    { path: 'way/outside', text: 'x' },
  ])
  expect(await unpacked(bytes)).toContain('a link')
})

test('a password is named', async ({ unpacked }) => {
  const bytes = await zipOf([{ path: 'a', text: 'secret' }])
  // The flag of an encrypted entry, in both of its headers.
  for (const [magic, at] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const) {
    bytes[bytes.indexOf(magic) + at] = 1
  }
  expect(await unpacked(bytes)).toContain('is protected by a password')
})

test.for([
  ['', 'is empty'],
  ['<html>Please log in</html>', 'is no archive, whatever its name says'],
  ['Rar!\x1a\x07', 'is a RAR archive'],
  ['7z\xbc\xaf\x27\x1c', 'is a 7z archive'],
  ['\xfd7zXZ\0', 'is an xz archive'],
] as const)(
  'what is no archive that can be opened is named: %j',
  async ([head, words], { unpacked }) => {
    expect(await unpacked(Buffer.from(head, 'latin1'))).toContain(words)
  },
)

test('a tar without gzip is one, too', async ({ unpacked }) => {
  expect(await unpacked(gunzipSync(await tarOf([{ path: 'a', text: 'x' }])))).toEqual({ a: 'x' })
})

test('an archive without end is stopped, by what it says and by what comes', () => {
  const small = { ...SUBMISSION_LIMITS, files: 3, bytes: 8 * 1024 * 1024 }
  const budget = new Budget(small, 1024 * 1024)
  expect(() => budget.announce(9 * 1024 * 1024)).toThrow('unpacks to more than 8 MiB')
  budget.spend(8 * 1024 * 1024)
  expect(() => budget.spend(1)).toThrow('unpacks to more than 8 MiB')
  const files = new Budget(small, 1024)
  for (let number = 0; number < 3; number++) files.announce(1)
  expect(() => files.announce(1)).toThrow('holds more than 3 files and folders')
  const litter = new Budget(small, 1024)
  litter.pass(2 ** 31)
  expect(() => litter.pass(1)).toThrow('holds no end of files')
})

test('a zip of nothing holds nothing', async ({ unpacked }) => {
  expect(await unpacked(await zipOf([]))).toEqual({})
})

/** The files below a folder, with what is in them. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(
    files.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
  )
}
