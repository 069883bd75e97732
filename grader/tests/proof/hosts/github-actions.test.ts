import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import type { Report } from '../../../scoring/report.ts'
import { describeHost, digestOf, noBash, test } from './host.ts'
import { runWorkflow } from './workflow.ts'

const workflow = (released: string) => join(released, 'socket-lab/.github/workflows/grade.yml')

/** The variables that an instructor sets, for the release as it is. */
function varsOf(released: string) {
  return {
    SOCKET_LAB_GRADER: pathToFileURL(join(released, 'socket-lab.zip')).href,
    SOCKET_LAB_SHA256: digestOf(released, 'socket-lab.zip'),
  }
}

describeHost('GitHub Actions', noBash, () => {
  test('the workflow grades with the released grader, and reports as the host reads it', async ({
    root,
    tools,
    released,
    student,
  }) => {
    const host = { root, tools, student, vars: varsOf(released) }
    const { steps, summary, temp } = await runWorkflow(workflow(released), host)
    const [, take, grade, upload] = steps
    expect(take?.ended, take?.ended?.stderr).toMatchObject({ code: 0 })
    expect(grade?.ended?.code, grade?.ended?.stderr).toBe(1)
    const report: Report = JSON.parse(readFileSync(join(temp, 'report.json'), 'utf8'))
    expect(report.tasks[0]?.score).toBe(15)
    expect(existsSync(join(temp, 'report.xml'))).toBe(true)
    expect(upload?.inputs.path?.split('\n').filter(Boolean)).toEqual([
      join(temp, 'report.xml'),
      join(temp, 'report.json'),
    ])
    expect(summary).toContain(`# ${report.score} of 100 points`)
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)

    const obeyed = obeyedIn(grade?.ended?.stdout ?? '')
    const annotations = obeyed.filter((line) => /^::(error|warning|notice) /.test(line))
    expect(annotations.length).toBeGreaterThan(1)
    expect(annotations.length).toBeLessThanOrEqual(10)
    const others = obeyed.filter((line) => !annotations.includes(line))
    expect(others.filter((line) => !/^::(group|endgroup)::/.test(line))).toEqual([])
    expect(grade?.ended?.stdout).toContain('\u001b[')
  })

  test('an archive with another digest is not run', async ({ root, tools, released, student }) => {
    const vars = { ...varsOf(released), SOCKET_LAB_SHA256: '0'.repeat(64) }
    const { steps } = await runWorkflow(workflow(released), { root, tools, student, vars })
    expect(steps.at(1)?.ended?.code).not.toBe(0)
    expect(steps.map(({ name }) => name.split('@')[0])).toEqual([
      'actions/checkout',
      expect.stringContaining('sha256sum'),
      'actions/upload-artifact',
    ])
  })
})

/** The lines that GitHub's runner would obey. */
function obeyedIn(log: string): string[] {
  let stopped: string | undefined
  return log.split('\n').filter((line) => {
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined
      return false
    }
    stopped = /^::stop-commands::(.+)$/.exec(line)?.[1]
    return stopped === undefined && /^\s*::|##\[/.test(line)
  })
}
