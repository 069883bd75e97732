import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../../../proof/fixtures.ts'
import { gradebookOf, QUICK, test } from './class-in-parts.ts'
import { describeHost, noBash, run } from './host.ts'

const workflow = parse(
  readFileSync(join(ROOT, 'grader/hosts/github-matrix/grade-class.yml'), 'utf8'),
)

type Step = {
  name?: string
  run?: string
  env?: Record<string, string>
  with?: Record<string, unknown>
}

/** What the runner fills in. */
function filledIn(name: string): string {
  return `\${{ ${name} }}`
}

function step(job: string, name: string): Step {
  const steps: Step[] = workflow.jobs[job].steps
  return steps.find((it) => it.name === name) as Step
}

describeHost('a matrix of GitHub Actions', noBash, () => {
  test('its parts are uploaded and merged under names that fit', () => {
    const { grade, merge } = workflow.jobs
    expect(grade.strategy.matrix.part).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const upload = grade.steps.at(-1).with
    const download = merge.steps.find((it: Step & { uses?: string }) =>
      it.uses?.includes('download'),
    ).with
    expect(upload).toMatchObject({ name: `part-${filledIn('matrix.part')}`, path: 'results' })
    expect(download).toMatchObject({ pattern: 'part-*', 'merge-multiple': true, path: 'results' })
  })

  test('its steps, run one after another, make the single run', async ({
    checkout,
    single,
    npm,
  }) => {
    const { run: script = '', env = {} } = step('grade', 'Grade')
    expect(env).toEqual({
      CLASS: filledIn('inputs.class'),
      PART: filledIn('matrix.part'),
      PARTS: filledIn('strategy.job-total'),
    })
    const bash = (text: string, values = {}) =>
      run(['bash', '-e', '-c', text], { cwd: checkout, tools: npm, env: values })
    for (const PART of ['1', '2']) {
      const values = { CLASS: 'submissions', PART, PARTS: '2' }
      const { code, stderr } = await bash(`${script.trim()} ${QUICK.join(' ')}`, values)
      expect(code, stderr).toBe(0)
    }
    const { code, stderr } = await bash(step('merge', 'Merge').run ?? '')
    expect(code, stderr).toBe(0)
    expect(gradebookOf(join(checkout, 'results'))).toEqual(single)
  })
})
