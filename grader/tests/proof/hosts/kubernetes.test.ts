import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { parseClassOptions } from '../../../commands/grade-all-options.ts'
import { ROOT } from '../../../proof/fixtures.ts'
import { gradebookOf, QUICK, test } from './class-in-parts.ts'
import { describeHost, noBash, run } from './host.ts'

const file = readFileSync(join(ROOT, 'grader/hosts/kubernetes/grade-class.yaml'), 'utf8')
const [grade, merge] = parseAllDocuments(file).map((document) => document.toJS())

function container({ spec }: typeof grade) {
  const [only] = spec.template.spec.containers
  return only
}

describeHost('Kubernetes', noBash, () => {
  test('the job has as many parts as it tells each pod, which finds out its own', () => {
    expect(grade).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job' })
    expect(grade.spec.completionMode).toBe('Indexed')
    const [{ name, value }] = container(grade).env
    expect([name, Number(value)]).toEqual(['JOB_COMPLETIONS', grade.spec.completions])
    const args = container(grade).args as string[]
    const env = { [name]: value, JOB_COMPLETION_INDEX: '7' }
    expect(parseClassOptions(args, env)?.shard).toEqual({ index: 8, of: grade.spec.completions })
  })

  test('pods have few rights, and programs run as another user, out of reach of the volume', () => {
    for (const { spec } of [grade.spec.template, merge.spec.template]) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        volumes: [{ name: 'class' }],
      })
      const [{ securityContext, volumeMounts }] = spec.containers
      expect(securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      })
      // Nobody but root enters root's home.
      expect(volumeMounts).toEqual([{ name: 'class', mountPath: '/root/class' }])
    }
    expect(parseClassOptions(container(grade).args, {})?.user).toBe('student')
    const image = readFileSync(join(ROOT, 'grader/hosts/kubernetes/Dockerfile'), 'utf8')
    expect(image).toMatch(/useradd .* student$/m)
  })

  test('the pods’ commands, run one after another, make the single run', async ({
    root,
    checkout,
    single,
    npm,
  }) => {
    const volume = join(root, 'class')
    cpSync(join(checkout, 'submissions'), join(volume, 'submissions.zip'), { recursive: true })
    // No image, and so no such user, is made here.
    const words = (all: string[]) =>
      all
        .filter((word) => word !== '--user=student')
        .map((word) => word.replace('/root/class', volume))
    const pod = (job: typeof grade, more: string[], env = {}) => {
      const { command, args } = container(job)
      return run([...command, ...words(args), ...more], { cwd: checkout, tools: npm, env })
    }
    for (const index of ['0', '1']) {
      const env = { JOB_COMPLETIONS: '2', JOB_COMPLETION_INDEX: index }
      const { code, stderr } = await pod(grade, QUICK, env)
      expect(code, stderr).toBe(0)
    }
    const { code, stderr } = await pod(merge, [])
    expect(code, stderr).toBe(0)
    expect(gradebookOf(join(volume, 'results'))).toEqual(single)
  })
})
