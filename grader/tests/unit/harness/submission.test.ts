import { chmodSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type Place, readSubmission } from '../../../harness/submission.ts'
import { test as base, lay } from '../bench.ts'

const PLACES: Place[] = [
  { key: 'a.server', path: 'a/server', also: 'OLD/a_server.py' },
  { key: 'a.client', path: 'a/client', also: 'OLD/a_client.py' },
]
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.py']

const test = base.extend('read', ({ folder }) => (files: Record<string, string>) => {
  lay(folder, files)
  return readSubmission(folder, PLACES, EXTENSIONS)
})

describe('finds a program', () => {
  test('by the first ending in order, whatever else is there', ({ read, folder }) => {
    const files = Object.fromEntries(EXTENSIONS.toReversed().map((it) => [`a/server${it}`, '']))
    const found = EXTENSIONS.map((ending) => {
      const { programs } = read(files)
      return programs['a.server']?.name === `a/server${ending}`
    })
    expect(found).toEqual([true, false, false, false, false])
    expect(readdirSync(join(folder, 'a'))).toHaveLength(EXTENSIONS.length)
  })

  test.for([
    ['a/server.ts', 'node'],
    ['a/server.mts', 'node'],
    ['a/server.js', 'node'],
    ['a/server.mjs', 'node'],
    ['a/server.py', 'python'],
    ['OLD/a_server.py', 'python'],
  ])('%s, to be run by %s', ([name, kind], { read, folder }) => {
    const { programs } = read({ [name as string]: '' })
    const path = join(realpathSync(folder), name as string)
    expect(programs['a.server']).toEqual({ name, kind, path, cwd: join(path, '..') })
  })

  test('by a command, which wins over a file and runs in the root', ({ read, folder }) => {
    const argv = ['./serve', 'my files', '-p', '{port}']
    const manifest = JSON.stringify({ programs: { 'a/server': argv } })
    lay(folder, { serve: '#!/bin/sh' })
    chmodSync(join(folder, 'serve'), 0o755)
    const { programs } = read({ 'a/server.ts': '', 'submission.json': `\uFEFF${manifest}` })
    const name = './serve my files -p {port}'
    expect(programs['a.server']).toEqual({ name, kind: 'command', argv, cwd: realpathSync(folder) })
  })

  test('and says which other one is missing', ({ read }) => {
    const { programs, missing } = read({ 'a/server.py': '' })
    expect(Object.keys(programs)).toEqual(['a.server'])
    expect(missing).toEqual({ 'a.client': 'a/client.ts is missing' })
  })
})
