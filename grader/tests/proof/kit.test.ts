import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { studentKit } from '../../kit/student-kit.ts'
import { ROOT } from '../../proof/fixtures.ts'
import { type Ended, endOf } from './run-grade.ts'

/** What npm says when there is no registry to be reached. */
const NO_REGISTRY = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/

test('in a fresh place, npm ci and npm run grade work from the kit', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-kit-'))
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const { path, text } of studentKit(ROOT)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const install = await npm(folder, 'ci', '--prefer-offline')
  if (NO_REGISTRY.test(install.stderr)) context.skip('no package registry can be reached from here')
  expect(install.code, install.stderr).toBe(0)

  const graded = await npm(folder, 'run', 'grade')
  expect(graded.code, graded.stderr).toBe(1)
  expect(graded.stdout).toContain('0/100 points   stretch 0/20')

  const tried = await npm(folder, 'run', '--silent', 'try', '--', 't1', '--server', 'reference')
  expect({ code: tried.code, stderr: tried.stderr }).toEqual({
    code: 2,
    stderr: 'There is no reference/ folder here: --server reference needs it.\n',
  })
})

/** Runs npm as a student does, without what the npm that runs this test has set. */
function npm(cwd: string, ...args: string[]): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^VITEST/i.test(name))
  const isWindows = process.platform === 'win32'
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd,
    env: Object.fromEntries(own),
    shell: isWindows,
  })
  return endOf(child)
}
