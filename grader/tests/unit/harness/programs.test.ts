import { describe, vi } from 'vitest'
import { Ports } from '../../../harness/ports.ts'
import { describeExit, type Exit } from '../../../harness/program.ts'
import { Programs } from '../../../harness/programs.ts'
import { Trial } from '../../../harness/trial.ts'
import { ended, firstLine, lay, nodeProgram, PATIENCE, test } from '../bench.ts'

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
}) => {
  vi.stubEnv('USER_SECRET', 'hidden')
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
    await trial.until(() => program.flooded, { limit: 10_000 })
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
    ['no-such-command-anywhere', 'ENOENT'],
    ['./program.mjs', 'EACCES'],
    ['./program.mjs/inside', 'ENOTDIR'],
    [`./${'long'.repeat(100)}`, 'ENAMETOOLONG'],
  ])('says so at once: %j', async ([name, code], { folder, trial, command, expect }) => {
    lay(folder, { 'program.mjs': '' })
    const program = await command(name as string)
    await trial.until(() => program.isOver, { limit: 10_000 })
    expect(program.notStarted).toContain(code)
    const other = await ended(trial, await command(process.execPath, '--eval', '1'))
    expect(other.exit?.code).toBe(0)
  })

  test('does not bring down the others', async ({ folder, onTestFinished, expect }) => {
    lay(folder, { 'program.mjs': `setTimeout(() => console.log('done'), 300)` })
    const programs = new Programs()
    const bench = { programs, ports: new Ports(), stripped: undefined }
    const trial = new Trial(bench)
    onTestFinished(() => programs.close())
    const other = trial.start('client', nodeProgram(folder), 1)
    const argv = ['echo', 'nothing\0at all']
    const program = trial.start('server', { name: 'echo', kind: 'command', argv, cwd: folder }, 1)
    await trial.until(() => program.isOver && other.closed, { limit: PATIENCE / 3 })
    expect(other.output.plainText).toBe('done\n')
    expect(program.notStarted).toContain('null byte')
  })
})
