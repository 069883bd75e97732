import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { PYTHON } from '../../harness/launch.ts'
import { rubric } from '../../lab/rubric.ts'
import { ROOT } from '../../proof/fixtures.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base, lay } from '../unit/bench.ts'
import { runGrade } from './run-grade.ts'

const ALL = rubric.map((rule) => rule.id)
/** Reads words from its command line, and writes nothing of its own. */
const IDLE = 'setInterval(() => {}, 1000)'

const test = base.extend('report', ({ folder }) => async (...args: string[]) => {
  const { code, stdout, stderr } = await runGrade([...args, '--json', '-'])
  expect(stderr).toBe('')
  const report: Report = JSON.parse(stdout)
  const checks = report.tasks.flatMap((task) => task.checks)
  return { code, report, checks, folder }
})

describe('the exit code', () => {
  test('is 0 when all points were reached', async () => {
    const { code, stdout, stderr } = await runGrade(['reference', '--task', 't1.server.listen'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('t1.server.listen')
  })

  test('is 1 for the starter, which scores nothing', async ({ report }) => {
    const { code, report: seen, checks } = await report()
    expect({ code, submission: seen.submission, score: seen.score, max: seen.max }).toEqual({
      code: 1,
      submission: 'starter',
      score: 0,
      max: 100,
    })
    expect(seen.stretch).toEqual({ score: 0, max: 20 })
    expect(checks.map((check) => check.id).toSorted()).toEqual(ALL.toSorted())
    expect(new Set(checks.map((check) => check.status))).toEqual(new Set(['failed', 'blocked']))
  })

  test.for([
    ['2', 0],
    ['2.5', 1],
    ['0', 0],
  ] as const)('follows --min-score %s', async ([least, code], { report }) => {
    const seen = await report('reference', '--task', 't1.server.banner', '--min-score', least)
    expect([seen.report.score, seen.code]).toEqual([2, code])
  })
})

test('of stretch checks alone their points decide', async ({ report }) => {
  const passed = await report('reference', '--task', 't1.server.port-taken')
  expect([passed.code, passed.report.max, passed.report.stretch.score]).toEqual([0, 0, 1])
  const failed = await report('--task', 't1.server.port-taken')
  expect([failed.code, failed.report.max, failed.report.stretch.score]).toEqual([1, 0, 0])
})

describe('wrong use has code 2, one sentence on standard error, and nothing else', () => {
  test.for([
    [['--strcit'], 'did you mean --strict?'],
    [['--task', 't9'], 'did you mean t1?'],
    [['--min-score', 'most'], '--min-score'],
    [['starter', 'reference'], 'One submission at a time'],
    [['no/such/folder'], 'There is no folder no/such/folder.'],
    [['package.json'], 'is a file'],
    [['docs'], 'holds none of the six programs'],
    [['long'.repeat(100)], 'longlong'],
  ] as const)('%j', async ([args, words]) => {
    const { code, stdout, stderr } = await runGrade(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(words)
    expect(stderr).toMatch(/^[^\n]+[.?]\n$/)
  })

  test('a report that can not be written is said last', async ({ folder }) => {
    const file = join(folder, 'none', 'report.json')
    const { code, stderr } = await runGrade(['--task', 't1.client.send', '--json', file])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^The report can't be written to [^\n]+\.\n$/)
  })
})

test('--help says what there is', async () => {
  const { code, stdout, stderr } = await runGrade(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const option of ['--task', '--strict', '--json', '--min-score'])
    expect(stdout).toContain(option)
})

test('--json FILE writes the report, beside the text for people', async ({ folder }) => {
  const file = join(folder, 'report.json')
  const { code, stdout } = await runGrade(['--task', 't2.client', '--json', file])
  const { schema, submission, score, max, tasks }: Report = JSON.parse(readFileSync(file, 'utf8'))
  const expected = ALL.filter((id) => id.startsWith('t2.client.'))
  expect(tasks.flatMap((task) => task.checks.map((check) => check.id))).toEqual(expected)
  expect({ code, schema, submission, score, max }).toMatchObject({ code: 1, schema: 1, score: 0 })
  for (const id of expected) expect(stdout).toContain(id)
})

test('a check comes out the same when it is asked for alone', async ({ report }) => {
  const { checks } = await report('--task', 't1.pair.transcript')
  expect(checks.map(({ id, status }) => [id, status])).toEqual([['t1.pair.transcript', 'blocked']])
  expect(checks[0]?.message).toContain('t1.server.listen')
})

test('a folder with a single program is graded by it alone', async ({ folder, report }) => {
  lay(folder, { 't3-guess-number/client.mjs': 'process.exit(1)' })
  const { code, checks } = await report(folder)
  expect(code).toBe(1)
  expect(checks.map((check) => check.id).toSorted()).toEqual(ALL.toSorted())
  expect(checks.filter((check) => check.status === 'failed').map((check) => check.id)).toEqual([
    't3.client.send',
  ])
  const { message } = checks.find((check) => check.id === 't1.server.echo') ?? {}
  expect(message).toContain('t1-tcp-echo/server.ts is missing')
})

test('without an interpreter its programs are blocked, and the sentence says what to install', async ({
  folder,
}) => {
  lay(folder, { 't1-tcp-echo/server.py': '', 'PT3/guess_client.py': '' })
  const { code, stdout, stderr } = await runGrade([folder, '--json', '-'], { PATH: folder })
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  const checks = (JSON.parse(stdout) as Report).tasks.flatMap((task) => task.checks)
  expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(['blocked']))
  const messages = checks.filter(({ id }) => /^t1\.server|^t3\.client/.test(id))
  for (const { message } of messages)
    expect(message).toMatch(/ is not installed: \S+\.py needs Python 3, from python\.org or /)
})

test('a program that does not parse is shown its own line', async ({ folder, report }) => {
  const text = `import net from 'node:net'\n\nconst port: = 9900\n`
  lay(folder, { 't1-tcp-echo/server.ts': text })
  const { checks } = await report(folder, '--task', 't1.server.listen')
  expect(checks[0]?.message).toContain('const port: = 9900')
  expect(checks[0]?.message).toContain('line 3 of t1-tcp-echo/server.ts')
})

test('errors of type are told once, and cost nothing', async ({ folder, report }) => {
  const text = readFileSync(join(ROOT, 'reference/t1-tcp-echo/server.ts'), 'utf8')
  lay(folder, { 't1-tcp-echo/server.ts': `${text}\nexport const wrong: number = 'text'\n` })
  const { code, report: seen } = await report(folder, '--task', 't1.server.listen')
  const line = text.split('\n').length + 1
  expect(seen.typeErrors).toEqual([
    expect.objectContaining({ file: 't1-tcp-echo/server.ts', line, column: 14 }),
  ])
  expect([code, seen.score]).toEqual([0, 2])
  const { stdout } = await runGrade([folder, '--task', 't1.server.listen'])
  expect(stdout.match(/is not assignable/g)).toHaveLength(1)
  expect(stdout).toContain(`  t1-tcp-echo/server.ts:${line}:14  Type 'string' is not`)
})

test('nothing is written into the submission', async ({ folder }) => {
  const programs = { 't2-udp-echo/server': [PYTHON, 'lib/main.py'] }
  lay(folder, {
    'submission.json': JSON.stringify({ programs }),
    'lib/main.py': 'import words\nprint(words.WAITING)\n',
    'lib/words.py': 'WAITING = "Waiting"\n',
    't1-tcp-echo/server.ts': `import { idle } from '../lib/idle.ts'\nidle()\n`,
    'lib/idle.ts': `export function idle(): void { ${IDLE} }\n`,
    't2-udp-echo/client.py': 'import sys\nsys.exit(1)\n',
  })
  const before = listing(folder)
  const { code } = await runGrade([folder, '--task', 't1', '--task', 't2'])
  expect(code).toBe(1)
  expect(listing(folder)).toEqual(before)
})

/** Every file and folder, with its size and when it was last changed. */
function listing(folder: string): string[] {
  return ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].map((name) => {
    const { size, mtimeMs, ctimeMs } = statSync(join(folder, name))
    return `${name} ${size} ${mtimeMs} ${ctimeMs}`
  })
}

test('a submission is found in a folder in a folder, as archives have it', async ({ folder }) => {
  const server = 't1-tcp-echo/server.ts'
  const text = readFileSync(join(ROOT, 'reference', server), 'utf8')
  lay(folder, {
    [`download/lab/${server}`]: text,
    'download/__MACOSX/lab/t1-tcp-echo/._server.ts': '',
  })
  const args = [join(folder, 'download'), '--task', 't1.server.listen', '--json', '-']
  const { code, stdout } = await runGrade(args)
  expect(code).toBe(0)
  expect(JSON.parse(stdout).submission).toBe(join(folder, 'download', 'lab'))

  lay(folder, { [`download/other/${server}`]: text })
  const several = await runGrade(args)
  expect(several.code).toBe(2)
  expect(several.stderr).toContain('download holds several submissions, such as ')
})

test('a submission that can not be read is told of in files, too', async ({ folder }) => {
  const [json, results] = [join(folder, 'report.json'), join(folder, 'results.json')]
  const outputs = ['--json', json, '--format', `prairielearn=${results}`, '--format', 'tap=-']
  const { code, stdout, stderr } = await runGrade(['docs', ...outputs])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  const report: Report = JSON.parse(readFileSync(json, 'utf8'))
  expect([report.score, report.max]).toEqual([0, 100])
  const { gradable, format_errors } = JSON.parse(readFileSync(results, 'utf8'))
  expect({ gradable, told: `${format_errors[0].replace('not judged: ', '')}.\n` }).toEqual({
    gradable: false,
    told: stderr,
  })
})
