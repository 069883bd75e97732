import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { test as base, describe } from 'vitest'
import { release } from '../../../kit/release.ts'
import { ROOT } from '../../../proof/fixtures.ts'
import { lay } from '../../unit/bench.ts'
import { type Ended, endOf } from '../run-grade.ts'

/**
 * A test in the place of a host: `root` is an empty folder, `released` has the release in it, `tools`
 * stands before all other commands, `student` has a right program and a hostile one.
 */
export const test = base
  .extend('root', ({ onTestFinished }) => {
    const root = mkdtempSync(join(tmpdir(), 'socket-lab-host-'))
    onTestFinished(() => rmSync(root, { recursive: true, force: true }))
    return root
  })
  .extend('released', async ({ root }) => {
    const folder = join(root, 'release')
    for (const { path, bytes, isExecutable } of await release(ROOT)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes, { mode: isExecutable ? 0o755 : 0o644 })
    }
    return folder
  })
  .extend('tools', ({ root }) => {
    const tools = join(root, 'tools')
    tool(tools, 'npm', INSTALL)
    return tools
  })
  .extend('student', ({ root }) => {
    const student = join(root, 'student')
    const right = 't1-tcp-echo/server.ts'
    lay(student, {
      [right]: readFileSync(join(ROOT, 'reference', right), 'utf8'),
      't2-udp-echo/server.ts': HOSTILE_PROGRAM,
    })
    return student
  })

/** Tests of a host, unless this machine lacks something: then the title says what. */
export function describeHost(name: string, lack: string | undefined, tests: () => void): void {
  describe.skipIf(lack !== undefined)(lack ? `${name} (left out: ${lack})` : name, tests)
}

/** Why scripts for bash can't be run here; undefined if they can. */
export const noBash = process.platform === 'win32' ? 'its scripts are for bash' : undefined

/** Prints what would be a command to a CI system, and ends. */
const HOSTILE_PROGRAM = `
  console.log('::error::forged\\n::set-output name=score::100')
  console.error('\\u001b[0Ksection_start:1:forged\\r\\u001b[0Kforged')
`

/**
 * Stands for `npm ci` here: links to the packages that the lock file names, as they are installed
 * already. That npm itself installs them is another test's matter (`kit.test.ts`).
 */
const INSTALL = `#!/usr/bin/env bash
set -euo pipefail
[ "$1" = ci ] || { echo "only npm ci is expected here, not $*" >&2; exit 1; }
packages=/packages/node_modules
[ -d "$packages" ] || packages="${ROOT}/node_modules"
mkdir -p node_modules/.bin
for package in $(sed -n 's/^ *"node_modules\\/\\([^"]*\\)": {$/\\1/p' package-lock.json); do
  case "$package" in
    */node_modules/*) ;;
    *)
      mkdir -p "node_modules/$(dirname "$package")"
      ln -s "$packages/$package" "node_modules/$package"
      ;;
  esac
done
ln -s ../node/bin/node node_modules/.bin/node
`

/** Puts a command into a folder of commands. */
export function tool(folder: string, name: string, text: string): void {
  lay(folder, { [name]: text })
  chmodSync(join(folder, name), 0o755)
}

/** Runs a command to its end. */
export function run(
  [command = '', ...args]: readonly string[],
  { cwd, env = {}, tools }: { cwd: string; env?: NodeJS.ProcessEnv; tools: string },
): Promise<Ended> {
  const path = [tools, process.env.PATH].join(delimiter)
  const child = spawn(command, args, {
    cwd,
    env: { HOME: cwd, LANG: 'C.UTF-8', ...env, PATH: path },
  })
  return endOf(child)
}

/** The digest of one of the release's archives. */
export function digestOf(released: string, name: string): string {
  const sums = readFileSync(join(released, 'SHA256SUMS'), 'utf8')
  return new RegExp(`^(\\w+)  ${name}$`, 'm').exec(sums)?.[1] ?? ''
}

/** A student's program that prints what it can read and write, as `spy.py` says. */
export function spy({ read, write }: { read: string[]; write: string[] }): string {
  const text = readFileSync(join(import.meta.dirname, 'spy.py'), 'utf8')
  return text.replace('@READ@', read.join(':')).replace('@WRITE@', write.join(':'))
}
