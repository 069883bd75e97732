import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test as base, describe, vi } from 'vitest'
import { ROOT } from '../../proof/fixtures.ts'
import { Command, runningIn } from './command.ts'

const MESSAGE = '33 bytes  "Test message. This will be echoed"'

/** An empty submission; a way to put a reference's program there; the command. */
const test = base
  .extend('folder', ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-lab-try-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  })
  .extend('lay', ({ folder }) => (name: string, text?: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    if (text === undefined) cpSync(join(ROOT, 'reference', name), join(folder, name))
    else writeFileSync(join(folder, name), text)
  })
  .extend('start', ({ onTestFinished }) => (...args: string[]) => {
    const command = new Command('try.ts', args)
    onTestFinished(() => command.kill())
    return command
  })

test.for(['t1', 't2'])(
  '%s: both programs and what passes between them',
  async (task, { start, expect }) => {
    const command = start(task, 'reference')
    expect(await command.ended()).toBe(0)
    const { output } = command
    expect(output).toMatch(/^server │ Starting up echo server on localhost port \d+$/m)
    expect(output).toMatch(/^client │ Connecting to localhost port \d+$/m)
    expect(output).toContain(`\nclient → server  ${MESSAGE}\n`)
    expect(output).toContain(`\nserver → client  ${MESSAGE}\n`)
    expect(output).toContain('\nclient: exited with code 0\n')
    expect(output).not.toContain('\u001b')
  },
)

test('t3 is played through standard input', async ({ start, expect }) => {
  const command = start('t3', '--submission', 'reference')
  await command.until('client │ Guess')
  let [low, high] = [1, 100]
  for (let word = ''; word !== 'CORRECT' && low <= high; ) {
    const guess = Math.floor((low + high) / 2)
    command.type(`${guess}\n`)
    await command.until(`client → server  ${String(guess).length} byte`)
    await command.until('\nclient │ ')
    word = (await command.until('\n')).trim()
    if (word === 'HIGHER') low = guess + 1
    else high = guess - 1
  }
  expect(await command.ended()).toBe(0)
  expect(command.output).toContain('server → client  7 bytes  "CORRECT"\n')
})

test('t3 ends with its input', async ({ start, expect }) => {
  const command = start('t3', 'reference')
  await command.until('client │ Guess')
  command.endInput()
  expect(await command.ended()).toBe(0)
})

describe('--server reference and --client reference', () => {
  test('put the reference on one side', async ({ folder, lay, start, expect }) => {
    lay('t1-tcp-echo/client.ts')
    lay('t2-udp-echo/server.ts')
    const t1 = start('t1', folder, '--server', 'reference')
    const t2 = start('t2', folder, '--client', 'reference')
    expect(await t1.ended()).toBe(0)
    expect(await t2.ended()).toBe(0)
    for (const { output } of [t1, t2]) expect(output).toContain(`server → client  ${MESSAGE}`)
  })

  test('need a reference', ({ folder, lay, expect }) => {
    lay('t1-tcp-echo/client.ts')
    const { status, stderr } = run(['t1', '.', '--server', 'reference'], folder)
    expect(stderr).toBe('There is no reference/ folder here: --server reference needs it.\n')
    expect(status).toBe(2)
  })
})

test('a task is also known by its folder, as an editor names it', async ({ start, expect }) => {
  const command = start('reference/t1-tcp-echo')
  expect(await command.ended()).toBe(0)
  expect(command.output).toContain(`server → client  ${MESSAGE}`)
})

test("the client's exit code is the command's", async ({ folder, lay, start, expect }) => {
  lay('t2-udp-echo/server.ts')
  lay('t2-udp-echo/client.ts', 'process.exit(7)')
  const command = start('t2', folder)
  expect(await command.ended()).toBe(7)
  expect(command.output).toContain('client: exited with code 7\n')
})

test('a server that ends does not keep the client from running', async ({
  folder,
  lay,
  start,
  expect,
}) => {
  lay('t2-udp-echo/server.ts', "throw new Error('oh dear')")
  lay('t2-udp-echo/client.ts')
  const command = start('t2', folder)
  expect(await command.ended()).toBe(1)
  expect(command.output).toContain('oh dear')
  expect(command.output).toContain('server: exited with code 1\n')
  expect(command.output).toContain('server: has not bound its UDP port')
  expect(command.output).toContain('client │ Closing connection')
})

test('Ctrl-C ends all of it with code 130', async ({ folder, lay, start, expect }) => {
  lay('t1-tcp-echo/server.ts')
  lay('t1-tcp-echo/client.ts', "console.log('here'); setInterval(() => {}, 1000)")
  const command = start('t1', folder)
  await command.until('client │ here')
  command.interrupt()
  expect(await command.ended()).toBe(130)
  await vi.waitFor(() => expect(runningIn(folder)).toEqual([]), 10_000)
})

test('a missing program is named in one sentence', ({ folder, lay, expect }) => {
  lay('t1-tcp-echo/server.ts')
  const missing = `${folder}: t1-tcp-echo/client.ts is missing`
  const { status, stderr, stdout } = run(['t1', folder])
  expect(stderr).toBe(`${missing}; --client reference puts the reference in its place.\n`)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(run(['t1', folder], folder).stderr).toBe(`${missing}.\n`)
})

test.for([
  [[], 'Name the task to try: t1, t2, t3.'],
  [['t3x'], 'There is no task t3x; did you mean t3?'],
  [['t1', 'a', 'b'], 'One submission at a time: got a and b.'],
  [['t1', 'a', '--submission', 'b'], 'One submission at a time: got a and b.'],
  [['t1', 'no-such-folder'], 'There is no folder no-such-folder.'],
  [['t1', '--server', 'mine'], '--server takes reference, not mine.'],
  [['t1', '--sever', 'reference'], 'There is no option --sever; did you mean --server?'],
] as const)('wrong use is said in one sentence: %j', ([args, sentence], { expect }) => {
  const { status, stderr } = run(args)
  expect({ status, stderr }).toEqual({ status: 2, stderr: `${sentence}\n` })
})

test('--help says what there is', ({ expect }) => {
  const { status, stdout } = run(['--help'])
  expect(status).toBe(0)
  expect(stdout).toContain('--client reference')
})

function run(args: readonly string[], cwd = ROOT) {
  const command = join(ROOT, 'grader/commands/try.ts')
  return spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' })
}
