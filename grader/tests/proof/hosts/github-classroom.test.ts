import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { rubric } from '../../../lab/rubric.ts'
import { describeHost, digestOf, noBash, test } from './host.ts'
import { runWorkflow } from './workflow.ts'

describeHost('GitHub Classroom', noBash, () => {
  test("GitHub Classroom's reporter gets every core check, and table and notice agree", async ({
    root,
    tools,
    released,
    student,
  }) => {
    const file = join(released, 'github-classroom/classroom.yml')
    const vars = {
      SOCKET_LAB_GRADER: pathToFileURL(join(released, 'socket-lab.zip')).href,
      SOCKET_LAB_SHA256: digestOf(released, 'socket-lab.zip'),
    }
    const { steps } = await runWorkflow(file, { root, tools, student, vars })
    expect(steps.map(({ ended }) => ended?.code)).toEqual([undefined, 0, 0, undefined])
    const reporter = steps.at(-1)
    const runners = (reporter?.inputs.runners ?? '').split(',').map((id) => {
      const result = reporter?.env[`${id.toUpperCase()}_RESULTS`] ?? ''
      return JSON.parse(Buffer.from(result, 'base64').toString('utf8')) as Runner
    })
    const tests = runners.flatMap((runner) => runner.tests)
    const core = rubric.filter(({ level }) => level === 'core')
    expect(tests.map(({ name }) => name.split(':')[0]).toSorted()).toEqual(
      core.map(({ id }) => id).toSorted(),
    )
    const notice = tests.reduce((sum, { score }) => sum + score, 0)
    expect(notice).toBe(15)
    expect(runners.reduce((sum, runner) => sum + tableRow(runner), 0)).toBe(notice)
    expect(runners.reduce((sum, { max_score }) => sum + max_score, 0)).toBe(100)
  })
})

type Runner = { max_score: number; tests: { name: string; status: string; score: number }[] }

/** What the reporter's table gives a runner: the share of its tests that passed. */
function tableRow({ max_score, tests }: Runner): number {
  return (tests.filter(({ status }) => status === 'pass').length / tests.length) * max_score
}
