import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Lock, pruneLock } from '../../../kit/lock.ts'

const own = { name: 'kit', version: '1.0.0' }

function lockOf(packages: Lock['packages']): Lock {
  return { ...own, lockfileVersion: 3, requires: true, packages }
}

test('keeps what is reachable, each package by the copy that it finds', () => {
  const lock = lockOf({
    '': {},
    'node_modules/a': { dev: true, dependencies: { b: '1', c: '1' } },
    'node_modules/a/node_modules/b': { dev: true, optionalDependencies: { d: '1' } },
    'node_modules/b': { dev: true, dependencies: { e: '1' } },
    'node_modules/c': { dev: true, peerDependencies: { b: '1', none: '1' } },
    'node_modules/d': { dev: true },
    'node_modules/e': { dev: true },
    'node_modules/f': { dev: true },
  })
  const { packages } = pruneLock(lock, { ...own, dependencies: { a: '1' } })
  expect(Object.keys(packages)).toEqual([
    '',
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/b',
    'node_modules/c',
    'node_modules/d',
    'node_modules/e',
  ])
  expect(Object.values(packages).filter((it) => it.dev)).toEqual([])
})

test('what only development needs is marked so', () => {
  const lock = lockOf({
    '': {},
    'node_modules/@types/a': { dependencies: { b: '1' } },
    'node_modules/b': {},
    'node_modules/c': {},
  })
  const kit = { ...own, dependencies: { c: '1' }, devDependencies: { '@types/a': '1' } }
  const { packages } = pruneLock(lock, kit)
  expect(Object.entries(packages).map(([place, it]) => [place, it.dev ?? false])).toEqual([
    ['', false],
    ['node_modules/@types/a', true],
    ['node_modules/b', true],
    ['node_modules/c', false],
  ])
})

test('a package of a scope finds what is beside it', () => {
  const lock = lockOf({
    'node_modules/@s/a': { dependencies: { '@s/b': '1' } },
    'node_modules/@s/b': {},
  })
  const { packages } = pruneLock(lock, { ...own, dependencies: { '@s/a': '1' } })
  expect(Object.keys(packages)).toContain('node_modules/@s/b')
})

test("the whole manifest keeps the project's whole lock file", () => {
  const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const kept = Object.keys(pruneLock(lock, manifest).packages)
  expect(Object.keys(lock.packages).filter((place) => !kept.includes(place))).toEqual([])
})
