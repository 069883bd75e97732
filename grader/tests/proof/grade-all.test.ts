import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { describe, expect } from 'vitest'
import yauzl from 'yauzl'
import type { ClassFile } from '../../class/results/class-file.ts'
import { readData } from '../../class/results/files.ts'
import { ROOT } from '../../proof/fixtures.ts'
import type { Report } from '../../scoring/report.ts'
import { test as base, lay } from '../unit/bench.ts'
import { type Packed, tarOf, zipOf } from '../unit/class/pack.ts'
import { Command, runningIn } from './command.ts'
import { runFile } from './run-grade.ts'

/** Where there is no sandbox, too. */
const AUTO = ['--sandbox', 'auto']
/** Enough to tell submissions apart, and quick. */
const QUICK = [...AUTO, '--task', 't1.server.listen', '--task', 't2.server.listen']

const test = base
  /** A folder of six: right, of two halves, empty, broken, packed, and the starter. */
  .extend('submissions', async ({ folder }) => {
    const submissions = join(folder, 'class')
    cpSync(join(ROOT, 'starter'), join(submissions, 'Ann Lee/starter'), { recursive: true })
    cpSync(join(ROOT, 'reference/t1-tcp-echo'), join(submissions, 'Bob Roe/a/b/t1-tcp-echo'), {
      recursive: true,
    })
    lay(submissions, { 'Cy/essay.txt': 'x', 'Dee.zip': 'Rar!' })
    writeFileSync(join(submissions, 'Eve.zip'), await zipOf(reference()))
    writeFileSync(join(submissions, 'Fay.tar.gz'), await tarOf(reference('lab/')))
    return submissions
  })
  .extend('gradeAll', ({ folder }) => async (args: readonly string[], env = {}) => {
    const ended = await runFile('grade-all.mjs', args, env)
    expect(readdirSync(folder).toSorted()).not.toContain('.work')
    return ended
  })

function reference(inside = ''): Packed[] {
  return ['t1-tcp-echo/server.ts', 't2-udp-echo/server.ts'].map((path) => {
    return { path: inside + path, text: readFileSync(join(ROOT, 'reference', path)) }
  })
}

function linesOf(out: string): Record<string, string>[] {
  return parse(readFileSync(join(out, 'gradebook.csv'), 'utf8'), { bom: true, columns: true })
}

/** But for the time that each grade took. */
function untimed(out: string): string {
  const lines = linesOf(out).map(({ seconds, ...line }) => ({ ...line, hasTime: seconds !== '' }))
  return JSON.stringify(lines, null, 1)
}

test('a folder of submissions becomes a gradebook, reports and a summary', async ({
  gradeAll,
  submissions,
  folder,
}) => {
  const out = join(folder, 'out')
  const before = readdirSync(submissions, { recursive: true }).toSorted()
  const { code, stdout, stderr } = await gradeAll([submissions, '--out', out, ...QUICK])
  expect(code).toBe(0)
  expect(readdirSync(submissions, { recursive: true }).toSorted()).toEqual(before)
  expect(linesOf(out).map(({ student, score, status }) => [student, score, status])).toEqual([
    ['Ann Lee', '0', 'graded'],
    ['Bob Roe', '2', 'graded'],
    ['Cy', '', 'unreadable'],
    ['Dee', '', 'unreadable'],
    ['Eve', '4', 'graded'],
    ['Fay', '4', 'graded'],
  ])
  const report = readData(join(out, 'submissions/Bob Roe/report.json')) as Report
  expect(report).toMatchObject({ schema: 1, submission: 'Bob Roe', score: 2, max: 4 })
  const read = (name: string) => readFileSync(join(out, 'submissions', name), 'utf8')
  expect(read('Ann Lee/report.md')).toContain(
    'npm run grade -- starter --task t1.server.listen --seed ',
  )
  expect(read('Cy/report.md')).toContain('holds none of the six programs; it holds essay.txt')
  expect(stdout).toContain('4 of 6 submissions graded')
  expect(stdout).toContain('Dee: Dee.zip is a RAR archive')
  expect(stdout).toMatch(/1 +25 % +t1\.server\.listen/)
  expect(stderr).toMatch(/6 of 6 submissions to grade\n[\s\S]*6\/6 · [\d.]+ a minute · 0 s left/)
  expect(existsSync(join(out, '.work'))).toBe(false)
  expect((readData(join(out, 'class.json')) as ClassFile).tally.distribution[9]).toBe(2)
})

test("Moodle's download comes back as its worksheet and its feedback files", async ({
  gradeAll,
  folder,
}) => {
  const own = (name: string) => `${name}_assignsubmission_file_`
  const lab = { path: `${own('Ann Lee_11')}/lab.zip`, text: await zipOf(reference()) }
  const other = { path: `${own('Bob Roe_12')}/lab.7z`, text: '7z\xbc\xaf' }
  const download = join(folder, 'CS1-Lab 2-77.zip')
  writeFileSync(download, await zipOf([lab, other]))
  const worksheet = join(folder, 'Grades.csv')
  const lines = ['ID,Nimi,Olek,Hinne,Suurim,Muudetud', 'Osaleja 11,Ann Lee,x,,20.00,-']
  writeFileSync(worksheet, [...lines, 'Osaleja 12,Bob Roe,x,,20.00,-', ''].join('\n'))
  const out = join(folder, 'out')
  const args = [download, '--out', out, '--gradebook', worksheet, '--column', 'Hinne', ...QUICK]
  const { code, stdout } = await gradeAll(args)
  expect(code).toBe(0)
  expect(readFileSync(join(out, 'moodle-worksheet.csv'), 'utf8')).toContain(
    'Osaleja 11,Ann Lee,x,20.00,20.00,-',
  )
  expect(stdout).toContain('moodle-worksheet.csv: 1 grade filled in')
  const zip = await yauzl.openPromise(join(out, 'moodle-feedback.zip'))
  const names = (await Array.fromAsync(zip.eachEntry())).map(({ fileName }) => fileName)
  expect(names).toEqual([`${own('Ann Lee_11')}/report.md`, `${own('Bob Roe_12')}/report.md`])
})

describe('wrong use has code 2, one sentence on standard error, and nothing else', () => {
  test.for([
    [[], 'Name the folder or the archive of the submissions'],
    [['CLASS'], 'Name a folder for the results with --out'],
    [['CLASS', 'other', '--out', 'OUT'], 'One class at a time'],
    [['no/such/class', '--out', 'OUT'], 'There is no folder or archive no/such/class.'],
    [['CLASS/Cy/essay.txt', '--out', 'OUT'], 'is no archive, whatever its name says'],
    [
      ['CLASS/Cy', '--out', 'OUT'],
      'holds no submission: neither a folder nor an archive; it holds essay',
    ],
    [['CLASS', '--out', 'CLASS/results'], 'is inside'],
    [['CLASS', '--out', 'CLASS/../other'], 'holds other things'],
    [['CLASS', '--out', 'OUT', '--jobs', '0'], '--jobs takes a whole number'],
    [['CLASS', '--out', 'OUT', '--shard', '3'], '--shard takes a part'],
    [['CLASS', '--out', 'OUT', '--only', 'Bo Roe'], 'did you mean Bob Roe?'],
    [['CLASS', '--out', 'OUT', '--names', 'none.csv'], 'There is no file none.csv.'],
    [['CLASS', '--out', 'OUT', '--gradebook', 'none.csv'], 'There is no file none.csv.'],
    [['CLASS', '--out', 'OUT', '--column', 'x'], '--column goes with --gradebook'],
    [['CLASS', '--out', 'OUT', '--task', 't9'], 'did you mean t1?'],
    [['CLASS', '--out', 'OUT', '--outt'], 'did you mean --out?'],
  ] as const)('%j', async ([args, words], { submissions, folder, gradeAll }) => {
    lay(folder, { 'other/thesis.doc': 'x' })
    const named = args.map((it) =>
      it.replace('CLASS', submissions).replace('OUT', join(folder, 'out')),
    )
    const { code, stdout, stderr } = await gradeAll([...AUTO, ...named])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(words)
    expect(stderr).toMatch(/^[^\n]+[.?]\n$/)
  })

  test('a folder of results that another run is writing to', async ({ submissions, folder }) => {
    const args = [submissions, '--out', join(folder, 'out'), ...QUICK]
    const first = new Command('grade-all.mjs', args)
    try {
      await first.until('submissions to grade')
      const { code, stderr } = await runFile('grade-all.mjs', args)
      expect([code, stderr]).toEqual([2, expect.stringContaining('Another run is writing to')])
      expect(await first.ended()).toBe(0)
    } finally {
      first.kill()
    }
  })

  test('--help says what there is', async ({ gradeAll }) => {
    const { code, stdout } = await gradeAll(['--help'])
    expect(code).toBe(0)
    for (const option of ['--out', '--gradebook', '--only', '--shard']) {
      expect(stdout).toContain(option)
    }
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })
})

test('killed at any moment and started again, it goes on to the same gradebook', async ({
  gradeAll,
  submissions,
  folder,
}) => {
  await gradeAll([submissions, '--out', join(folder, 'whole'), ...QUICK])
  const whole = untimed(join(folder, 'whole'))
  const args = [submissions, '--out', join(folder, 'out'), '--jobs', '1', ...QUICK]
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  for (const moment of [150, 450, 700, 1000]) {
    const command = new Command('grade-all.mjs', args, { env: { TMPDIR: temporary } })
    // Nothing is waited for: any moment will do, also one after the end.
    await Promise.race([setTimeout(moment), command.ended()])
    command.kill()
    await command.ended()
    // Whatever is there is whole, and nothing is running any more.
    const file = join(folder, 'out/class.json')
    if (existsSync(file)) expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('rows')
    await expect.poll(() => runningIn(temporary), { timeout: 10_000 }).toEqual([])
  }
  const { code } = await gradeAll(args)
  expect(code).toBe(0)
  expect(untimed(join(folder, 'out'))).toBe(whole)
  expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(
    readdirSync(join(folder, 'whole')).toSorted(),
  )
})

test('Ctrl-C ends it with what is finished, and nothing keeps running', async ({
  submissions,
  folder,
}) => {
  const args = [submissions, '--out', join(folder, 'out'), '--jobs', '1', ...AUTO]
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  const command = new Command('grade-all.mjs', args, { env: { TMPDIR: temporary } })
  try {
    await command.until('6 of 6 submissions to grade')
    await expect.poll(() => runningIn(temporary), { timeout: 10_000 }).not.toEqual([])
    command.interrupt()
    expect(await command.ended()).toBe(130)
    expect(command.output).toContain('The same command goes on from here')
    expect(runningIn(temporary)).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    expect(existsSync(join(folder, 'out/.work'))).toBe(false)
    expect(linesOf(join(folder, 'out'))).toHaveLength(6)
  } finally {
    command.kill()
  }
})

test('parts, as a scheduler sets them, are merged to the single run', async ({
  gradeAll,
  submissions,
  folder,
}) => {
  const [out, whole] = [join(folder, 'out'), join(folder, 'whole')]
  await gradeAll([submissions, '--out', whole, ...QUICK])
  const lone = { SLURM_ARRAY_TASK_ID: '', JOB_COMPLETION_INDEX: '', CI_NODE_INDEX: '' }
  for (const index of ['0', '1', '2']) {
    const env = { ...lone, JOB_COMPLETION_INDEX: index, JOB_COMPLETIONS: '3' }
    expect((await gradeAll([submissions, '--out', out, ...QUICK], env)).code).toBe(0)
  }
  const merged = await runFile('grade-merge.ts', [out])
  expect(merged).toMatchObject({ code: 0, stderr: '' })
  expect(untimed(out)).toBe(untimed(whole))
  expect(merged.stdout).toContain('4 of 6 submissions graded')
  const { code, stderr } = await runFile('grade-merge.ts', [whole])
  expect([code, stderr]).toEqual([
    2,
    `${whole} holds no parts of a class: name the folder that --out named.\n`,
  ])
})
