import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from '../../../proof/fixtures.ts'
import { test as base, gradebookOf, QUICK } from './class-in-parts.ts'
import { describeHost } from './host.ts'
import { noSlurm, SlurmCluster } from './slurm-cluster.ts'

const SCRIPT = join(ROOT, 'grader/hosts/slurm/grade-class.sh')

const test = base.extend('cluster', async ({ root, onTestFinished }) => {
  const cluster = new SlurmCluster(join(root, 'slurm'))
  onTestFinished(() => cluster.end())
  await cluster.start()
  return cluster
})

describeHost('Slurm', noSlurm, () => {
  test('each task of the array grades its part, and merged they are the single run', async ({
    cluster,
    checkout,
    single,
    root,
  }) => {
    const out = join(root, 'out')
    const size = ['--array=1-3', '--cpus-per-task=1', '--mem-per-cpu=0']
    const job = await cluster.submit(
      checkout,
      ...size,
      SCRIPT,
      'submissions',
      '--out',
      out,
      ...QUICK,
    )
    const logs = ['1', '2', '3'].map((part) =>
      cluster.log(`../checkout/grade-class-${job}-${part}.log`),
    )
    expect(logs.join('\n')).toMatch(/Written to [^\n]*shard-1-of-3: [\s\S]*shard-3-of-3: /)
    const merging = ['--wrap', `npm run grade:merge -- ${out}`]
    await cluster.submit(checkout, '--cpus-per-task=1', `--dependency=afterany:${job}`, ...merging)
    expect(gradebookOf(out)).toEqual(single)
  })
})
