import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { type Stripped, stripAll } from '../../../harness/strip.ts'
import { test as base, lay } from '../bench.ts'

/** Strips the first of these files, and what it imports; the answer is by file name. */
const test = base.extend('strip', ({ folder }) => (files: Record<string, string>) => {
  lay(folder, files)
  const [first] = Object.keys(files)
  const stripped = stripAll([join(folder, first as string)], folder)
  const names = Object.keys(files).filter((name) => urlOf(folder, name) in stripped)
  expect(names).toHaveLength(Object.keys(stripped).length)
  return Object.fromEntries(names.map((name) => [name, stripped[urlOf(folder, name)] as Stripped]))
})

test.for([
  ['an import', 'a.ts', `import net from 'node:net'\nnet as object`, 'module'],
  ['an export', 'a.ts', 'export const a: number = 1', 'module'],
  ['import.meta', 'a.ts', 'const a: string = import.meta.dirname', 'module'],
  ['await at the top', 'a.ts', 'const a: number = await 1', 'module'],
  ['for await at the top', 'a.ts', 'for await (const a of [1]) a as number', 'module'],
  ['a name that only CommonJS has', 'a.ts', 'const require: number = await 1', 'module'],
  ['types alone imported', 'a.ts', `import type { Socket } from 'node:net'`, 'commonjs'],
  ['a require', 'a.ts', `const net = require('node:net') as object`, 'commonjs'],
  ['nothing in it', 'a.ts', '', 'commonjs'],
  ['.mts', 'a.mts', 'const a: number = 1', 'module'],
])('a file with %s is known for what it is', ([, name, text, format], { strip }) => {
  const file = strip({ [name as string]: text as string })[name as string]
  // What can't be told is left to Node, which knows.
  expect([format, undefined]).toContain(file?.format)
})

test('every character stays where it is', ({ strip }) => {
  const text = `import net from 'node:net'\r\ninterface A {\n  b: string\n}\nconst f = <T>(a: T): A => ({ b: \`é\${a}\` })\nf<number>(1)\n`
  const { source } = strip({ 'a.ts': text })['a.ts'] as Stripped
  expect(source.split('\n').map((line) => line.length)).toEqual(
    text.split('\n').map((line) => line.length),
  )
  expect(source).not.toMatch(/interface|string|number/)
  expect(source.indexOf(`f${' '.repeat('<number>'.length)}(1)`)).toBe(text.indexOf('f<number>'))
})

test('helpers come along, however they are imported', ({ strip }) => {
  const stripped = strip({
    'programs/a.ts': `import { b } from '../lib/b.ts'\nexport * from "./c.mts"\nawait import('./d.ts')`,
    'lib/b.ts': `import '../programs/a.ts'\nexport const b: number = 1`,
    'programs/c.mts': 'export {}',
    'programs/d.ts': `require('./e.ts')`,
    'programs/e.ts': '',
    'programs/not-imported.ts': '',
  })
  const names = ['lib/b.ts', 'programs/a.ts', 'programs/c.mts', 'programs/d.ts', 'programs/e.ts']
  expect(Object.keys(stripped).toSorted()).toEqual(names)
})

test.for([
  ['does not parse', 'const a: = 1'],
  ['has an enum', 'enum A { B }'],
  ['is not there', undefined],
])('a helper that %s is left to Node', ([, text], { strip }) => {
  const helper: Record<string, string> = text === undefined ? {} : { 'b.ts': text }
  expect(Object.keys(strip({ 'a.ts': `import './b.ts'`, ...helper }))).toEqual(['a.ts'])
})

test('what is not TypeScript is none of its business', ({ strip }) => {
  expect(strip({ 'a.js': `import './b.ts'`, 'b.ts': '' })).toEqual({})
})

function urlOf(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).href
}
