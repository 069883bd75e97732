import { describe, expect } from 'vitest'
import { ended, firstLine, PATIENCE, test } from '../bench.ts'

describe('a program on a pipe', () => {
  test.for([
    ['a paused stream', `process.stdin.on('data', () => process.stdin.pause())`],
    [
      'a closed readline',
      `
      import readline from 'node:readline'
      const lines = readline.createInterface({ input: process.stdin })
      lines.on('line', () => lines.close())`,
    ],
    [
      'an answered question',
      `
      import { createInterface } from 'node:readline/promises'
      const lines = createInterface({ input: process.stdin, output: process.stdout })
      await lines.question('?')
      lines.close()`,
    ],
    [
      'a synchronous read',
      `
      import { readSync } from 'node:fs'
      readSync(0, Buffer.alloc(10))`,
    ],
  ] as const)('may end with standard input open, after %s', async ([, text], { trial, run }) => {
    const program = await run(text, { hasInput: true })
    program.type('1\n')
    await ended(trial, program)
    expect(program.exit).toEqual({ code: 0, signal: null })
  })

  test('goes on reading after a pause that it ends itself', async ({ trial, run }) => {
    const text = `
      process.stdin.once('data', () => {
        process.stdin.pause()
        setTimeout(() => process.stdin.resume().once('data', () => console.log('second')), 50)
        console.log('first')
      })`
    const program = await run(text, { hasInput: true })
    program.type('1\n')
    expect(await firstLine(trial, program)).toBe('first')
    program.type('2\n')
    await trial.until(() => program.output.lines.length === 2, { of: [program], limit: PATIENCE })
    expect(program.output.plainText).toBe('first\nsecond\n')
    expect(program.isOver).toBe(false)
  })
})
