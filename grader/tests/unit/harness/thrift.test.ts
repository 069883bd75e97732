import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { THRIFT } from '../../../harness/thrift.ts'

const isLinux = process.platform === 'linux'

test.skipIf(!isLinux)('only Linux: a process begins anew, once, with the same arguments', () => {
  const told = run({})
  expect(told.flags).toEqual(THRIFT.flags)
  expect(told.env).toMatchObject(THRIFT.env)
  expect(told.args).toEqual(['one', 'two words'])
  expect(told.begun).toBe(2)
})

test('a process that has it all goes on as it is', () => {
  const told = run(THRIFT.env)
  expect(told.flags).toEqual([])
  expect(told.begun).toBe(1)
})

/** What a program says of itself that asked to be kept small. */
function run(env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const thrift = pathToFileURL(join(import.meta.dirname, '../../../harness/thrift.ts')).href
  const text = `
    import { appendFileSync, readFileSync } from 'node:fs'
    import { beThrifty } from ${JSON.stringify(thrift)}
    appendFileSync('begun', 'x')
    beThrifty()
    const { execArgv: flags, env, argv } = process
    const begun = readFileSync('begun', 'utf8').length
    console.log(JSON.stringify({ flags, env, args: argv.slice(2), begun }))`
  writeFileSync(join(folder, 'program.mjs'), text)
  const { PATH = '', SystemRoot = '' } = process.env
  const { stdout } = spawnSync(process.execPath, ['program.mjs', 'one', 'two words'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, SystemRoot, ...env },
  })
  return JSON.parse(stdout)
}
