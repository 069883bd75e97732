import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from '../../../proof/fixtures.ts'
import { lay } from '../../unit/bench.ts'
import { validated } from '../../unit/reports/schema.ts'
import { Container, noContainer } from './container.ts'
import { test as base, describeHost, run, spy, tool } from './host.ts'

/** The image as Gradescope builds it, with a submission in it. */
const test = base.extend('image', ({ root, tools, released, student }) => async () => {
  const autograder = join(root, 'autograder')
  // What the packages would bring is here already: npm, and the system's Python.
  tool(tools, 'apt-get', '#!/bin/sh\nexit 0\n')
  const container = new Container(root, tools, ['/autograder'])
  const archive = join(released, 'gradescope.zip')
  await run(['unzip', '-q', archive, '-d', join(autograder, 'source')], { cwd: root, tools })
  const setup = await container.run(['bash', '/autograder/source/setup.sh'], { network: true })
  expect(setup.code, setup.stderr).toBe(0)
  cpSync(join(autograder, 'source/run_autograder'), join(autograder, 'run_autograder'))
  cpSync(student, join(autograder, 'submission'), { recursive: true })
  mkdirSync(join(autograder, 'results'))
  return {
    autograder,
    start: () => container.run(['/autograder/run_autograder'], { cwd: '/autograder' }),
    results: () => readFileSync(join(autograder, 'results/results.json'), 'utf8'),
  }
})

describeHost('Gradescope', noContainer, () => {
  test("grades with the zip, and runs students' programs as another user", async ({ image }) => {
    const { autograder, start, results } = await image()
    const submission = join(autograder, 'submission')
    cpSync(join(ROOT, 'reference'), submission, { recursive: true })
    rmSync(join(submission, 't2-udp-echo/client.ts'))
    lay(submission, {
      't2-udp-echo/client.py': spy({
        read: ['/autograder/results', '/autograder/submission'],
        write: ['/autograder/results', '/autograder/source', '/autograder'],
      }),
    })
    const { code, stderr } = await start()
    expect(code, stderr).toBe(0)
    const { score, tests } = validated('gradescope', results())
    // All but T2's client, and T2's pair.
    expect(score).toBe(100 - 12 - 3)
    const output = tests.find((it: { name: string }) => it.name.startsWith('t2.client.send')).output
    expect(output).toContain(
      'root False, list results denied, list submission denied, write results denied, write source denied, write autograder denied',
    )
    expect(output).toContain('npm run grade -- starter --task t2.client.send')
  })

  test('a submission without programs has no points, and says why', async ({ image }) => {
    const { start, results, autograder } = await image()
    lay(autograder, { 'empty/README.md': 'nothing yet' })
    cpSync(join(autograder, 'empty'), join(autograder, 'submission'), { recursive: true })
    for (const name of ['t1-tcp-echo', 't2-udp-echo']) {
      rmSync(join(autograder, 'submission', name), { recursive: true })
    }
    expect((await start()).code).toBe(0)
    const { score, output } = validated('gradescope', results())
    expect(score).toBe(0)
    expect(output).toContain('holds none of the six programs')
  })
})
