import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { lay } from '../../unit/bench.ts'
import { validated } from '../../unit/reports/schema.ts'
import { Container, noContainer } from './container.ts'
import { test as base, describeHost, run, spy } from './host.ts'

/** The image, built as its Dockerfile says, and a job in it, as PrairieLearn lays one out. */
const test = base.extend('job', ({ root, tools, released, student }) => async () => {
  const context = join(root, 'context')
  const archive = join(released, 'prairielearn.zip')
  await run(['unzip', '-q', archive, '-d', context], { cwd: root, tools })
  const container = new Container(root, tools, ['/grade', '/socket-lab', '/usr/local/bin'])
  let entrypoint: string[] = []
  for (const line of readFileSync(join(context, 'Dockerfile'), 'utf8').split('\n')) {
    const [, instruction, rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    const [from = '', to = ''] = rest.split(' ')
    if (instruction === 'COPY') cpSync(join(context, from), join(root, to), { recursive: true })
    if (instruction === 'ENTRYPOINT') entrypoint = JSON.parse(rest)
    if (instruction !== 'RUN') continue
    const { code, stderr } = await container.run(['/bin/sh', '-c', rest], { network: true })
    expect(code, `${rest}: ${stderr}`).toBe(0)
  }
  const grade = join(root, 'grade')
  cpSync(student, join(grade, 'student'), { recursive: true })
  lay(grade, { 'data/data.json': '{}' })
  mkdirSync(join(grade, 'tests'))
  return {
    grade,
    hosts: join(root, 'etc/hosts'),
    // Without a network: there is loopback, and nothing else.
    start: () => container.run(entrypoint),
    results: () => readFileSync(join(grade, 'results/results.json'), 'utf8'),
  }
})

describeHost('PrairieLearn', noContainer, () => {
  test('grades in the image, without a network, and ends with 0', async ({ job }) => {
    const { grade, start, results, hosts } = await job()
    // Nothing says what localhost is, as in an image that was stripped too far.
    writeFileSync(hosts, '')
    lay(join(grade, 'student'), {
      't2-udp-echo/client.py': spy({
        read: ['/grade/results'],
        write: ['/grade/results', '/grade'],
      }),
    })
    const { code, stderr } = await start()
    expect(code, stderr).toBe(0)
    const { score, tests } = validated('prairielearn', results())
    expect(score).toBeCloseTo(0.15)
    const output = tests.find((it: { name: string }) => it.name === 't2.client.send').output
    expect(output).toContain(
      'root False, list results denied, write results denied, write grade denied',
    )
  })

  test('the question names files that are where the kit has them', async ({
    released,
    root,
    tools,
  }) => {
    const archive = join(released, 'prairielearn.zip')
    await run(['unzip', '-q', archive, '-d', join(root, 'context')], { cwd: root, tools })
    const page = readFileSync(join(root, 'context/question/question.html'), 'utf8')
    const sources = [...page.matchAll(/file-name="([^"]+)" source-file-name="starter\/([^"]+)"/g)]
    expect(sources.map(([, file]) => file)).toEqual(sources.map(([, , source]) => source))
    for (const [, file = ''] of sources) {
      const text = readFileSync(join(root, 'context/socket-lab/starter', file), 'utf8')
      expect(text, basename(file)).toContain('TODO')
    }
    expect(sources).toHaveLength(6)
  })
})
