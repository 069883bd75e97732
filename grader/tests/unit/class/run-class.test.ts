import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { openClass } from '../../../class/intake/open-class.ts'
import type { ClassFile } from '../../../class/results/class-file.ts'
import { mergeShards } from '../../../class/run/merge-shards.ts'
import { type RunOptions, runClass } from '../../../class/run/run-class.ts'
import { shardFolder } from '../../../class/run/shard.ts'
import type { Submission } from '../../../harness/submission.ts'
import { rubric } from '../../../lab/rubric.ts'
import type { Report } from '../../../scoring/report.ts'
import { score } from '../../../scoring/score.ts'
import { test as base, lay } from '../bench.ts'

const SELECTED = rubric.filter(({ id }) => id.startsWith('t1.server')).map(({ id }) => id)

/** A class of so many: each has a server, which says how it will be graded. */
const test = base
  .extend('students', ({ folder }) => {
    const students = ['ann', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus']
    for (const who of students) {
      lay(folder, { [`class/${who}/t1-tcp-echo/server.ts`]: who })
    }
    lay(folder, { 'class/bad.zip': 'Rar!', 'class/empty/x': '' })
    return students
  })
  .extend('gradeAll', ({ folder, students: _ }) => {
    return async (options: Partial<RunOptions> = {}, fake: Partial<Fake> = {}) => {
      const graded: string[] = []
      const work = join(folder, 'work')
      const out = join(folder, options.out ?? 'out')
      mkdirSync(out, { recursive: true })
      const roster = await openClass(join(folder, 'class'), work, undefined)
      const file = await runClass(
        roster,
        { ...DEFAULTS, name: 'class', work, ...options, out },
        {
          openGrader: () => ({
            grade: async (submission, seed) => {
              const who = readFileSync(join(submission.folder, 't1-tcp-echo/server.ts'), 'utf8')
              graded.push(who)
              await fake.before?.(who, graded)
              return reportOf(submission, seed, fake.failing?.(who, graded) ?? false)
            },
            close: async () => undefined,
          }),
          render: (report) => ({ 'report.json': JSON.stringify(report), 'report.md': 'x' }),
          explain: ({ reason }) => ({ 'report.md': reason }),
          progress: { begin: () => undefined, add: () => undefined },
          signal: fake.signal ?? new AbortController().signal,
        },
      )
      return { file, graded, gradebook: readFileSync(join(out, 'gradebook.csv'), 'utf8') }
    }
  })

type Fake = {
  before(who: string, graded: readonly string[]): Promise<unknown>
  failing(who: string, graded: readonly string[]): boolean
  signal: AbortSignal
}

const DEFAULTS = {
  jobs: 1,
  only: [],
  again: false,
  shard: undefined,
  selected: SELECTED,
  strict: false,
  seed: undefined,
  conditions: undefined,
  gradebook: undefined,
}

/** Every check holds, or the grader failed in all. */
function reportOf({ name, missing }: Submission, seed: string, isFailing: boolean): Report {
  const held = SELECTED.map((id) => {
    return [id, { id, result: 'held', evidence: [], durationMs: 1, starts: 1 }] as const
  })
  return score({
    submission: name,
    outcomes: new Map(isFailing ? [] : (held as never)),
    selected: SELECTED,
    missing,
    gradedAt: '2026-01-01T00:00:00.000Z',
    durationMs: Math.round(performance.now()),
    seed,
    strict: false,
    faults: isFailing ? ['its worker process was ended.'] : [],
  })
}

function statuses({ rows }: ClassFile): Record<string, string> {
  return Object.fromEntries(rows.map(({ key, status }) => [key, status]))
}

/** But for how long each grade took. */
function untimed(gradebook: string): string {
  return gradebook.replace(/"[\d.]+"(?=,(?:"[^"]*")?,"[^"]*"\r\n)/g, '"TIME"')
}

test('everybody has a line, and a folder', async ({ gradeAll, folder }) => {
  const { file, graded, gradebook } = await gradeAll()
  expect(graded).toEqual(['ann', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus'])
  expect(statuses(file)).toMatchObject({ ann: 'graded', bad: 'unreadable', empty: 'unreadable' })
  expect(gradebook.trim().split('\r\n')).toHaveLength(10)
  const keys = file.rows.map(({ key }) => key)
  expect(readdirSync(join(folder, 'out/submissions')).toSorted()).toEqual(keys)
  expect(readFileSync(join(folder, 'out/submissions/bad/report.md'), 'utf8')).toContain('RAR')
  expect(file.tally).toMatchObject({ graded: 7, distribution: [0, 0, 0, 0, 0, 0, 0, 0, 0, 7] })
})

test('with one job, with four, and in another order the gradebook is the same', async ({
  gradeAll,
}) => {
  const one = await gradeAll({ out: 'one' })
  // They take unlike times, and so end in another order than they begin.
  const waits: Record<string, number> = { ann: 40, bob: 5, cy: 30, dee: 1 }
  const before = (who: string) => new Promise((resolve) => setTimeout(resolve, waits[who] ?? 10))
  const four = await gradeAll({ out: 'four', jobs: 4 }, { before })
  expect(untimed(four.gradebook)).toBe(untimed(one.gradebook))
  expect(untimed(one.gradebook)).toContain('"TIME"')
  const seeds = ({ rows }: ClassFile) => rows.map(({ seed }) => seed)
  expect(seeds(four.file)).toEqual(seeds(one.file))
  expect(new Set(seeds(one.file)).size).toBe(8)
  // First the last ones, and then all: the order of another class of the same students.
  await gradeAll({ out: 'other', only: ['gus', 'dee'] })
  const other = await gradeAll({ out: 'other' })
  expect(untimed(other.gradebook)).toBe(untimed(one.gradebook))
})

describe('a run that goes on', () => {
  test('passes over what is finished and unchanged', async ({ gradeAll, folder }) => {
    const first = await gradeAll()
    const second = await gradeAll()
    expect(second.graded).toEqual([])
    expect(second.gradebook).toBe(first.gradebook)
    writeFileSync(join(folder, 'class/cy/t1-tcp-echo/server.ts'), 'cy, again')
    expect((await gradeAll()).graded).toEqual(['cy, again'])
  })

  test('grades anew with other settings, and when told', async ({ gradeAll }) => {
    await gradeAll()
    expect((await gradeAll({ strict: true })).graded).toHaveLength(7)
    expect((await gradeAll({ strict: true, again: true })).graded).toHaveLength(7)
    expect((await gradeAll({ strict: true, again: true, only: ['BOB'] })).graded).toEqual(['bob'])
  })

  test('what was stopped half way is no result', async ({ gradeAll }) => {
    const stop = new AbortController()
    const before = async (_: string, graded: readonly string[]) => {
      if (graded.length === 3) stop.abort()
    }
    const stopped = await gradeAll({}, { before, signal: stop.signal })
    expect(stopped.graded).toEqual(['ann', 'bob', 'cy'])
    expect(statuses(stopped.file)).toMatchObject({ bob: 'graded', cy: 'waiting', gus: 'waiting' })
    expect((await gradeAll()).graded).toEqual(['cy', 'dee', 'eve', 'fay', 'gus'])
  })

  test('what --only leaves out is waiting, and what was graded stays', async ({ gradeAll }) => {
    const only = await gradeAll({ only: ['ann'] })
    expect(statuses(only.file)).toMatchObject({ ann: 'graded', bob: 'waiting', bad: 'waiting' })
    expect(statuses((await gradeAll({ only: ['bob'] })).file)).toMatchObject({
      ann: 'graded',
      bob: 'graded',
    })
  })

  test('a name that nobody has is a sentence', async ({ gradeAll }) => {
    await expect(gradeAll({ only: ['anne'] })).rejects.toThrow(
      'There is no submission anne; did you mean ann?',
    )
  })
})

describe('what the grader itself failed in', () => {
  test('is tried once more, after all others', async ({ gradeAll }) => {
    const failing = (who: string, graded: readonly string[]) =>
      who === 'bob' && graded.filter((it) => it === 'bob').length === 1
    const { file, graded } = await gradeAll({}, { failing })
    expect(graded).toEqual(['ann', 'bob', 'cy', 'dee', 'eve', 'fay', 'gus', 'bob'])
    expect(statuses(file).bob).toBe('graded')
  })

  test('twice, is listed, and tried again by the next run', async ({ gradeAll, folder }) => {
    const { file } = await gradeAll({}, { failing: (who) => who === 'bob' })
    const bob = file.rows.find(({ key }) => key === 'bob')
    expect(bob).toMatchObject({ status: 'error', reason: 'its worker process was ended' })
    expect(bob).not.toHaveProperty('score')
    expect(readdirSync(join(folder, 'out/submissions/bob'))).toContain('report.json')
    expect((await gradeAll()).graded).toEqual(['bob'])
  })

  test('also when it throws', async ({ gradeAll }) => {
    const before = async (who: string) => {
      if (who === 'bob') throw new Error('no memory left')
    }
    const { file } = await gradeAll({}, { before })
    expect(file.rows.find(({ key }) => key === 'bob')).toMatchObject({
      status: 'error',
      reason: 'no memory left',
    })
  })
})

describe('parts', () => {
  test.for([2, 12])('merged they are the single run: %i', async (of, { gradeAll, folder }) => {
    const single = await gradeAll({ out: 'single' })
    for (let index = of; index > 0; index--) {
      await gradeAll({ out: join('out', shardFolder({ index, of })), shard: { index, of } })
    }
    const merged = await mergeShards(join(folder, 'out'), undefined)
    const gradebook = readFileSync(join(folder, 'out/gradebook.csv'), 'utf8')
    expect(untimed(gradebook)).toBe(untimed(single.gradebook))
    const times = { durationMs: undefined }
    const plain = (file: ClassFile) => ({
      ...file,
      rows: file.rows.map((row) => ({ ...row, ...times })),
    })
    expect(JSON.parse(JSON.stringify(plain(merged)))).toEqual(
      JSON.parse(JSON.stringify(plain(single.file))),
    )
    expect(readdirSync(join(folder, 'out/submissions'))).toEqual(
      readdirSync(join(folder, 'single/submissions')),
    )
  })

  test('that are missing, unfinished or of another class are named', async ({
    gradeAll,
    folder,
  }) => {
    const out = join(folder, 'out')
    const part = (index: number, more = {}) =>
      gradeAll({
        out: join('out', shardFolder({ index, of: 3 })),
        shard: { index, of: 3 },
        ...more,
      })
    const merged = () => mergeShards(out, undefined)
    await expect(mergeShards(join(folder, 'none'), undefined)).rejects.toThrow('holds no parts')
    await part(2)
    await expect(merged()).rejects.toThrow('lacks the parts 1, 3 of 3')
    await part(1)
    await part(3, { strict: true })
    await expect(merged()).rejects.toThrow('are not of the same class, grader and settings')
    await part(3, { only: ['gus'] })
    await expect(merged()).rejects.toThrow('is not graded to its end: 2 submissions are still')
    await part(3)
    expect((await merged()).rows).toHaveLength(9)
    await gradeAll({
      out: join('out', shardFolder({ index: 1, of: 2 })),
      shard: { index: 1, of: 2 },
    })
    await expect(merged()).rejects.toThrow('holds parts of 2 and parts of 3')
  })
})
