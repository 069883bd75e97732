import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { describeHost, digestOf, noBash, run, test } from './host.ts'

describeHost('GitLab', noBash, () => {
  test("GitLab's job grades with the released grader and leaves what the job keeps", async ({
    root,
    tools,
    released,
    student,
  }) => {
    const { grade } = parse(readFileSync(join(released, 'socket-lab/.gitlab-ci.yml'), 'utf8'))
    const project = join(root, 'project')
    mkdirSync(project)
    cpSync(student, join(project, 'starter'), { recursive: true })
    const { code, stdout, stderr } = await run(['bash', '-e', '-c', grade.script.join('\n')], {
      cwd: project,
      env: {
        ...{ CI: 'true', GITLAB_CI: 'true', CI_PROJECT_DIR: project, TMPDIR: root },
        SOCKET_LAB_GRADER: pathToFileURL(join(released, 'socket-lab.zip')).href,
        SOCKET_LAB_SHA256: digestOf(released, 'socket-lab.zip'),
      },
      tools,
    })
    expect(code, stderr).toBe(1)
    for (const kept of [...grade.artifacts.paths, grade.artifacts.reports.junit]) {
      expect(existsSync(join(project, kept)), kept).toBe(true)
    }
    const marks = [...stdout.matchAll(/\[0Ksection_(\w+):\d+:(\w+)\r/g)]
    expect(marks.map(([, kind]) => kind)).toEqual(['start', 'end', 'start', 'end', 'start', 'end'])
    expect(marks.map(([, , name]) => name)).not.toContain('forged')
  })
})
