import { spawn } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from '../../proof/fixtures.ts'
import { lay, PATIENCE, test } from '../unit/bench.ts'
import { validated } from '../unit/reports/schema.ts'

type Test = { score: number; output: string }

test('results that are read before the grade is over have the points so far', async ({
  folder,
}) => {
  const [submission, results] = [join(folder, 'lab'), join(folder, 'results.json')]
  cpSync(join(ROOT, 'reference/t2-udp-echo'), join(submission, 't2-udp-echo'), { recursive: true })
  lay(submission, { 't3-guess-number/client.ts': 'setInterval(() => {}, 1000)' })
  const command = join(ROOT, 'grader/commands/grade.mjs')
  const args = [command, submission, '--format', `gradescope=${results}`]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const closed = new Promise((resolve) => child.on('close', resolve))
  const reached = () => JSON.parse(readFileSync(results, 'utf8') || '{"score":0}').score
  try {
    await expect.poll(reached, { timeout: PATIENCE, interval: 20 }).toBeGreaterThan(0)
  } finally {
    child.kill('SIGKILL')
    await closed
  }
  const { score, output, tests } = validated('gradescope', readFileSync(results, 'utf8'))
  expect(output).toContain('time was up before all checks were carried out')
  expect(tests).toHaveLength(51)
  expect((tests as Test[]).some((it) => it.output.includes('not carried out'))).toBe(true)
  expect(score).toBeLessThan(60)
  expect(readdirSync(folder).toSorted()).toEqual(['lab', 'results.json'])
})
