import { describe } from 'vitest'
import { activityOf } from '../../../harness/idle.ts'
import { awaitRest, typeLine } from '../../../harness/typist.ts'
import { firstLine, PATIENCE, test } from '../bench.ts'

const isLinux = process.platform === 'linux'
const ECHO = `process.stdin.on('data', (text) => console.log('typed ' + text))`

describe.skipIf(!isLinux)('what a program is doing', () => {
  test('one that waits sleeps, and computes nothing', async ({ trial, run, expect }) => {
    const program = await run(`console.log('ready'); ${ECHO}`, { hasInput: true })
    await firstLine(trial, program)
    const look = () => activityOf(program.pid as number)
    await expect.poll(() => look()?.asleep, { timeout: PATIENCE }).toBe(true)
    await awaitRest(trial, program)
    expect(look()).toEqual(look())
  })

  test('one that computes does not sleep', async ({ trial, run, expect }) => {
    const program = await run(`console.log('busy'); for (;;);`)
    await firstLine(trial, program)
    const before = activityOf(program.pid as number)
    expect(before?.asleep).toBe(false)
    const computed = () => activityOf(program.pid as number)?.computed
    await expect.poll(computed, { timeout: PATIENCE }).toBeGreaterThan(before?.computed as number)
  })

  test('one whose child computes does not sleep either', async ({ trial, run, expect }) => {
    const program = await run(`
      import { spawn } from 'node:child_process'
      spawn(process.execPath, ['--eval', 'console.log("busy"); for (;;);'], { stdio: 'inherit' })`)
    await firstLine(trial, program)
    expect(activityOf(program.pid as number)?.asleep).toBe(false)
  })

  test('one that is gone waits for nothing', ({ expect }) => {
    expect(activityOf(2 ** 30)).toEqual({ asleep: false, computed: 0 })
  })
})

describe('waiting for rest', () => {
  test('lasts until a busy program has asked its question', async ({ trial, run, expect }) => {
    const program = await run(
      `const end = Date.now() + 300; while (Date.now() < end); console.log('ready'); ${ECHO}`,
      { hasInput: true },
    )
    await typeLine(trial, program, '50')
    // It could not have been typed before: the question was there first.
    const typedAt = trial.log.events.findIndex((event) => event.kind === 'typed')
    const printedAt = trial.log.events.findIndex((event) => event.kind === 'printed')
    expect(printedAt).toBeGreaterThan(0)
    expect(typedAt).toBeGreaterThan(printedAt)
    await trial.until(() => program.output.plainText.includes('typed 50\n'), { limit: PATIENCE })
    expect(program.output.plainText).toContain('ready\ntyped 50\n')
  })

  test('lasts until a program that is slow to begin has printed something', async ({
    trial,
    run,
    expect,
  }) => {
    const program = await run(
      'const never = setInterval(() => {}, 3); setTimeout(() => { clearInterval(never); console.log("Guess?") }, 2500)',
    )
    await awaitRest(trial, program)
    expect(program.output.plainText).toBe('Guess?\n')
  })

  test('ends after a while when a program never rests', async ({ trial, run, expect }) => {
    const program = await run(`setInterval(() => console.log('tick'), 1)`)
    const begun = performance.now()
    await awaitRest(trial, program)
    expect(performance.now() - begun).toBeGreaterThan(1900)
    expect(program.output.plainText).toContain('tick')
    expect(program.isOver).toBe(false)
  })

  test('ends at once when the program has ended', async ({ trial, run, expect }) => {
    const program = await run('process.exit(2)')
    await awaitRest(trial, program)
    expect(program.exit?.code).toBe(2)
  })
})
