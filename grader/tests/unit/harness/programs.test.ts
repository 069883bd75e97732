import { describe, vi } from 'vitest'
import { Ports } from '../../../harness/ports.ts'
import { describeExit, type Exit } from '../../../harness/program.ts'
import { Programs } from '../../../harness/programs.ts'
import { Trial } from '../../../harness/trial.ts'
import { ended, firstLine, lay, nodeProgram, test } from '../bench.ts'

test.for<[string, Exit, string]>([
  ['process.exit(7)', { code: 7, signal: null }, 'exited with code 7'],
  ['', { code: 0, signal: null }, 'exited with code 0'],
  [`process.kill(process.pid, 'SIGKILL')`, { code: null, signal: 'SIGKILL' }, 'ended by SIGKILL'],
])('%j ends as %j', async ([text, exit, words], { trial, run, expect }) => {
  const program = await ended(trial, await run(text))
  expect(program.exit).toEqual(exit)
  expect(describeExit(exit)).toContain(words)
})

test('both streams are heard, each by itself', async ({ trial, run, expect }) => {
  const program = await ended(trial, await run(`console.log('out'); console.error('err')`))
  expect(program.output.text('stdout')).toBe('out\n')
  expect(program.output.text('stderr')).toBe('err\n')
})

test('all output has been read once a program is closed', async ({ trial, run, expect }) => {
  const text = `process.stdout.write('x'.repeat(300_000)); process.stderr.write('y'.repeat(300_000))`
  const programs = await Promise.all(Array.from({ length: 4 }, () => run(text)))
  for (const program of programs) {
    await ended(trial, program)
    expect(program.output.text('stdout')).toHaveLength(300_000)
    expect(program.output.text('stderr')).toHaveLength(300_000)
  }
})

test('standard input is at its end, unless the program is to have one', async ({
  trial,
  run,
  expect,
}) => {
  const text = `process.stdin.on('data', (it) => process.stdout.write(it)).on('end', () => console.log('end'))`
  const deaf = await ended(trial, await run(text))
  expect(deaf.output.plainText).toBe('end\n')
  const program = await run(text, { hasInput: true })
  program.type('a line\n')
  expect(await firstLine(trial, program)).toBe('a line')
  expect(program.isOver).toBe(false)
  program.endInput()
  expect((await ended(trial, program)).output.plainText).toBe('a line\nend\n')
})

test('nothing of the grader or of the user is in the environment', async ({
  trial,
  run,
  expect,
  onTestFinished,
}) => {
  vi.stubEnv('USER_SECRET', 'hidden')
  onTestFinished(() => void vi.unstubAllEnvs())
  const program = await ended(trial, await run('console.log(Object.keys(process.env).join())'))
  const foreign = /VITEST|NODE_|npm_|SOCKET_LAB|SECRET|HOME/
  expect(program.output.plainText).toContain('PATH')
  expect(program.output.plainText).not.toMatch(foreign)
})

describe('a program that prints without end', () => {
  test.for([
    ['stdout', 100_000, 8000],
    ['stderr', 100_000, 8000],
    // The last chunk that fits fills the room exactly.
    ['stdout', 65_536, 65_536],
  ] as const)('is cut off: %j', async ([stream, outputCap, size], { trial, run, expect }) => {
    const text = `const go = () => process.${stream}.write('x'.repeat(${size}), go); go()`
    const program = await run(text, { outputCap })
    await trial.until(() => program.flooded, { limit: 5000 })
    expect(program.flooded).toBe(true)
    expect(program.isOver).toBe(true)
    expect(program.output.size).toBe(outputCap)
  })

  test('is no flood as long as it fits', async ({ trial, run, expect }) => {
    const program = await run(`process.stdout.write('x'.repeat(1000))`, { outputCap: 1000 })
    expect((await ended(trial, program)).flooded).toBe(false)
    expect(program.output.size).toBe(1000)
  })
})

describe('a command that can not be started', () => {
  test.for([
    ['is not there', 'ENOENT', 'no-such-command-anywhere'],
    ['may not be run', 'EACCES', './plain.txt'],
    ['is inside a file', 'ENOTDIR', './plain.txt/command'],
    ['has too long a name', 'ENAMETOOLONG', `./${'long'.repeat(100)}`],
  ] as const)(
    'because it %s says so at once',
    async ([, code, name], { folder, trial, command, expect }) => {
      lay(folder, { 'plain.txt': '' })
      const program = await command(name)
      await trial.until(() => program.isOver)
      expect(program.notStarted ?? 'nothing was heard of it').toContain(code)
      const next = await ended(trial, await command(process.execPath, '--print', '{port}'))
      expect(next.output.plainText).toBe(`${next.port}\n`)
    },
  )

  test('does not end the others', async ({ folder, onTestFinished, expect }) => {
    lay(folder, { 'program.mjs': `setTimeout(() => console.log('done'), 200)` })
    const programs = new Programs()
    const trial = new Trial({ programs, ports: new Ports() })
    onTestFinished(() => programs.close())
    const other = trial.start('client', nodeProgram(folder), 1)
    const argv = ['echo', 'nothing\0at all']
    const program = trial.start('server', { name: 'echo', kind: 'command', argv, cwd: folder }, 1)
    await trial.until(() => program.isOver && other.closed)
    expect(other.output.plainText).toBe('done\n')
    expect(program.notStarted ?? 'nothing was heard of it').toContain('null byte')
  })
})
