import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { awaitRest } from '../../../harness/typist.ts'
import { PATIENCE, test } from '../bench.ts'

const ASKS = `
  import { writeFileSync, writeSync } from 'node:fs'
  writeSync(1, 'question? ')
  process.stdin.on('data', () => undefined)
  writeFileSync('asked', '')`

const isLinux = process.platform === 'linux'

/** The process that started this one. */
function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

test.skipIf(!isLinux)(
  'a program that waits is not typed to before its question is here, on Linux, where it is seen to wait',
  async ({ trial, run, folder, onTestFinished }) => {
    const program = await run(ASKS, { hasInput: true })
    await trial.until(() => program.pid !== undefined, { limit: PATIENCE })
    const supervisor = parentOf(program.pid as number)
    const goOn = () => process.kill(supervisor, 'SIGCONT')
    onTestFinished(() => void goOn())
    process.kill(supervisor, 'SIGSTOP')
    const asked = () => existsSync(join(folder, 'asked'))
    await expect.poll(asked, { timeout: PATIENCE }).toBe(true)
    // It reads nothing for so long that the program is seen to wait (ms).
    setTimeout(goOn, 300)
    await awaitRest(trial, program)
    expect(program.output.plainText).toBe('question? ')
  },
)
