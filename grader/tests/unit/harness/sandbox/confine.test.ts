import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { findCommand } from '../../../../harness/commands.ts'
import { type LaunchSpec, PYTHON, specOfFile } from '../../../../harness/launch.ts'
import { Ports } from '../../../../harness/ports.ts'
import { Programs } from '../../../../harness/programs.ts'
import { DEFAULT_LIMITS, type Limits } from '../../../../harness/sandbox/limits.ts'
import { findSandbox } from '../../../../harness/sandbox/sandbox.ts'
import { makeWorkplace, removeWorkplace } from '../../../../harness/sandbox/workplace.ts'
import { Trial } from '../../../../harness/trial.ts'
import { test as base, ended, lay, PATIENCE } from '../../bench.ts'

/** What this system has, but for the network: the tests have their sockets where they are. */
const sandbox = { ...(await findSandbox('auto')), network: false }
const plain = { ...sandbox, processes: false }

/** A shell script and a file with words are commands of the submission. */
function specOf(root: string, name: string, text: string): LaunchSpec {
  if (name.endsWith('.sh'))
    return { name, kind: 'command', argv: ['sh', name, '{port}'], cwd: root }
  if (name.endsWith('.argv')) return { name, kind: 'command', argv: text.split(' '), cwd: root }
  return specOfFile(name, join(root, name))
}

type Way = { name: string; sandbox: typeof sandbox }
const ways: Way[] = [
  { name: 'with what there is everywhere', sandbox: plain },
  ...(sandbox.processes ? [{ name: 'in namespaces', sandbox }] : []),
]

const test = base.extend('inside', ({ folder, onTestFinished }) => {
  const programs = new Programs()
  onTestFinished(() => programs.close())
  return async (way: Way, files: Record<string, string>, limits: Partial<Limits> = {}) => {
    const root = realpathSync(folder)
    lay(root, files)
    const [name = ''] = Object.keys(files)
    const spec = specOf(root, name, files[name] as string)
    const submission = { name: 'it', folder: root, programs: { it: spec }, missing: {} }
    const workplace = makeWorkplace(submission)
    onTestFinished(() => removeWorkplace(workplace))
    const surroundings = {
      workplace,
      sandbox: way.sandbox,
      limits: { ...DEFAULT_LIMITS, ...limits },
    }
    const trial = new Trial({ programs, ports: new Ports() }, surroundings)
    onTestFinished(() => trial.close())
    const program = trial.start('server', workplace.programs.it as LaunchSpec, 9000)
    await trial.until(() => program.isOver, { limit: PATIENCE })
    return await ended(trial, program)
  }
})

describe.for(ways)('a Node program, $name', (way) => {
  const TRY = `
    const may = (name, use) => {
      try { use(); console.log(name, 'yes') } catch (error) { console.log(name, error.code) }
    }
    import fs from 'node:fs'
    const { spawnSync } = process.getBuiltinModule('node:child_process')
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    may('read-own', () => fs.readFileSync('lib/data.json'))
    may('read-other', () => fs.readFileSync('/etc/passwd'))
    may('write', () => fs.writeFileSync('log.txt', ''))
    may('start', () => { const { error } = spawnSync('true'); if (error) throw error })
    may('worker', () => new Worker('0', { eval: true }))
    may('print', () => fs.writeSync(1, ''))`

  test('reads its own folder, and does nothing else that the lab does not need', async ({
    inside,
  }) => {
    const program = await inside(way, {
      'a/program.mjs': TRY.replace('lib', '../lib'),
      'lib/data.json': '1',
    })
    expect(program.output.plainText.trim().split('\n')).toEqual([
      'read-own yes',
      'read-other ERR_ACCESS_DENIED',
      'write ERR_ACCESS_DENIED',
      'start ERR_ACCESS_DENIED',
      'worker ERR_ACCESS_DENIED',
      'print yes',
    ])
  })

  test('sees arguments and an environment like any other', async ({ inside }) => {
    const text = `console.log(JSON.stringify([process.execArgv, process.argv.slice(2), Object.keys(process.env)]))`
    const program = await inside(way, { 'program.ts': `${text} as void` })
    const [execArgv, argv, names] = JSON.parse(program.output.plainText)
    expect([execArgv, argv]).toEqual([[], ['--port=9000']])
    expect(names.join()).not.toMatch(/SOCKET_LAB|NODE_|VITEST|npm_/)
  })

  test('uses its own packages, shared files and JSON', async ({ inside }) => {
    const program = await inside(way, {
      't1/program.ts': `import greet from 'greet'\nimport { b } from '../shared/b.ts'\nimport c from './c.json' with { type: 'json' }\nconsole.log(greet(), b as number, c)`,
      'shared/b.ts': 'export const b: number = 1',
      't1/c.json': '2',
      'node_modules/greet/package.json': '{"main":"main.js"}',
      'node_modules/greet/main.js': `module.exports = () => 'hello'`,
    })
    expect(program.output.plainText).toBe('hello 1 2\n')
  })

  test('shows its own mistake in Node’s own words', async ({ inside }) => {
    const program = await inside(way, { 'program.ts': `type A = 1\nnull.x\n` })
    expect(program.output.plainText).toMatch(/program\.ts:2\n+null\.x/)
    expect(program.output.plainText).toContain('TypeError: Cannot read properties of null')
  })
})

describe.for(ways)('any other program, $name', (way) => {
  test('has an empty home, and a folder for temporary files', async ({ inside }) => {
    const program = await inside(way, {
      'a.sh': 'ls -A "$HOME" | wc -l; : > "$HOME/a" && : > "$TMPDIR/b" && echo written',
    })
    expect(program.output.plainText.trim().split(/\s+/)).toEqual(['0', 'written'])
  })

  test('may write beside its files: it is a copy', async ({ inside }) => {
    const program = await inside(way, { 'a.sh': 'echo log > log.txt && cat log.txt' })
    expect(program.output.plainText).toBe('log\n')
  })

  test('ends as it does anywhere', async ({ inside }) => {
    expect((await inside(way, { 'a.sh': 'exit 7' })).exit).toEqual({ code: 7, signal: null })
    const { exit } = await inside(way, { 'b.sh': 'kill -SEGV $$' })
    expect(exit).toEqual({ code: null, signal: 'SIGSEGV' })
  })
})

test.for(ways)('a command that is not there can not be started, $name', async (way, { inside }) => {
  const program = await inside(way, { 'a.argv': './none' })
  expect(program.notStarted ?? 'nothing was heard of it').toContain('./none: ')
})

describe.runIf(sandbox.processes)('in namespaces', () => {
  const way = { name: '', sandbox }

  test('nothing of the machine is seen but its own programs', async ({ inside }) => {
    const text = `
      for it in /root /srv /var /run /sys /mnt "${process.cwd()}/reference" "${process.cwd()}/grader/lab"
      do [ -e "$it" ] && echo "sees $it"; done
      cat /etc/passwd; [ -e /etc/shadow ] && echo shadow; ls /proc | grep -c '^[0-9]'`
    const { output } = await inside(way, { 'a.sh': text })
    const [user, processes] = output.plainText.trim().split('\n')
    expect(user).toMatch(/^student:x:1000:1000:/)
    expect(Number(processes)).toBeLessThan(8)
  })

  test('no descriptor is left open but its streams and the one for hints', async ({ inside }) => {
    const program = await inside(way, { 'a.sh': 'ls /proc/$$/fd\n:' })
    // A shell keeps its script open at 10.
    expect(program.output.plainText.trim().split('\n')).toEqual(['0', '1', '10', '2', '3'])
  })

  test('the system and the submission can not be written to', async ({ inside }) => {
    const text = `for it in /usr/bin/x /etc/x /x /dev/x /proc/sys/kernel/core_pattern a.sh
      do (: > $it) 2>/dev/null && echo "wrote $it"; done; echo done`
    expect((await inside(way, { 'a.sh': text })).output.plainText).toBe('done\n')
  })

  test('nobody else can be signalled', async ({ inside }) => {
    const text = `kill -0 ${process.pid} 2>/dev/null && echo reached; kill -9 -1; echo over`
    const program = await inside(way, { 'a.sh': text })
    expect(program.output.plainText).not.toContain('reached')
  })

  test.runIf(findCommand(PYTHON))(
    'Python is found wherever it is installed',
    async ({ inside }) => {
      const program = await inside(way, { 'a.py': 'import json, socket, sys; print(sys.argv[1])' })
      expect(program.output.plainText).toBe('--port=9000\n')
    },
  )
})

describe.runIf(process.platform === 'linux')('a program that strikes a limit is ended', () => {
  const MB = 2 ** 20
  test.for<[string, string, Partial<Limits>, string]>([
    [
      'memory',
      'a=x; while :; do a=$a$a; done',
      { memory: 64 * MB },
      'used more than 64 MB of memory',
    ],
    ['cpu', 'while :; do :; done', { cpu: 1 }, 'computed for more than 1 second'],
    [
      'processes',
      'for i in 1 2 3 4 5 6 7 8 9; do sleep 60 & done; wait',
      { processes: 8 },
      'had 8 processes and threads at a time',
    ],
    [
      'file-size',
      'exec head -c 9000 /dev/zero > big',
      { 'file-size': 4096 },
      'wrote a file of more than 4096 bytes',
    ],
  ])('%s', async ([, text, limits, words], { inside }) => {
    for (const way of ways) expect((await inside(way, { 'a.sh': text }, limits)).breach).toBe(words)
  })

  test.runIf(sandbox.processes)('disk', async ({ inside }) => {
    const text = 'head -c 3000000 /dev/zero > /tmp/big; sleep 60'
    const program = await inside({ name: '', sandbox }, { 'a.sh': text }, { disk: MB })
    expect(program.breach).toBe('filled the 1 MB that it may write')
  })
})
