import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { PYTHON } from '../../../harness/launch.ts'
import { lay } from '../../unit/bench.ts'
import { validated } from '../../unit/reports/schema.ts'
import { test as base, describeHost, noBash, run } from './host.ts'

const ENV = {
  CLASSROOM: 'networks',
  ASSIGNMENT: 'sockets',
  ASSIGNMENT_TYPE: 'individual',
  OWNER: 'ada',
  SUBMISSION_TAG: 'submit/2026-03-01T09-29-00Z-abc1234',
  COMMIT_URL: 'https://example.org/commit/abc1234',
  RELEASE_URL: 'https://example.org/releases/1',
}

/** Runs the autograder from a folder of its own, in the student's checkout, as the host's runner does. */
const test = base.extend('grade', ({ root, tools, released }) => async (checkout: string) => {
  const bundle = join(root, 'bundle')
  mkdirSync(bundle)
  await run(['unzip', '-q', join(released, 'classroom50.zip'), '-d', bundle], { cwd: root, tools })
  const ended = await run([PYTHON, join(bundle, 'autograder.py')], {
    cwd: checkout,
    env: ENV,
    tools,
  })
  return { ...ended, result: join(checkout, 'result.json') }
})

describeHost('Classroom 50', noBash, () => {
  test('writes a result that the host takes, whatever the score', async ({
    root,
    student,
    grade,
  }) => {
    const checkout = join(root, 'checkout')
    cpSync(student, join(checkout, 'starter'), { recursive: true })
    lay(checkout, { 'result.json': '{"score": 100}' })
    const { code, stderr, result } = await grade(checkout)
    expect(code, stderr).toBe(0)
    const { score, ...rest } = validated('classroom50', readFileSync(result, 'utf8'))
    expect(score).toBe(15)
    expect(rest).toMatchObject({ owner: 'ada', classroom: 'networks', 'max-score': 100 })
  })

  test('a submission without programs has no points, and says why', async ({ root, grade }) => {
    const checkout = join(root, 'checkout')
    lay(checkout, { 'README.md': 'nothing yet' })
    const { code, result } = await grade(checkout)
    expect(code).toBe(0)
    const { score, tests } = validated('classroom50', readFileSync(result, 'utf8'))
    expect(score).toBe(0)
    expect(tests[0].message).toContain('holds none of the six programs')
  })

  test('when the grader itself fails there is no result, and another exit code', async ({
    root,
    released,
    tools,
  }) => {
    const checkout = join(root, 'checkout')
    lay(checkout, { 'result.json': '{"score": 100}' })
    const bundle = join(root, 'bundle')
    mkdirSync(bundle)
    await run(['unzip', '-q', join(released, 'classroom50.zip'), '-d', bundle], {
      cwd: root,
      tools,
    })
    lay(bundle, { 'socket-lab/grader/commands/grade.mjs': 'process.exit(3)' })
    const command = [PYTHON, join(bundle, 'autograder.py')]
    expect((await run(command, { cwd: checkout, env: ENV, tools })).code).toBe(3)
    expect(existsSync(join(checkout, 'result.json'))).toBe(false)
  })
})
