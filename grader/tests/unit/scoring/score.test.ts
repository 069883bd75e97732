import { describe, expect, test } from 'vitest'
import type { LaunchSpec } from '../../../harness/launch.ts'
import type { Outcome } from '../../../lab/outcome.ts'
import { rubric, ruleOf } from '../../../lab/rubric.ts'
import type { Report } from '../../../scoring/report.ts'
import { type Graded, score } from '../../../scoring/score.ts'

const ALL = rubric.map((rule) => rule.id)

describe('a full report', () => {
  test('has every check of the rubric in it, whatever became of the run', () => {
    for (const outcomes of [held(), [], [failed('t1.server.listen')]]) {
      const { tasks } = report(outcomes)
      expect(tasks.map((task) => task.id)).toEqual(['t1', 't2', 't3'])
      const ids = tasks.flatMap((task) => task.checks.map((check) => check.id))
      expect(ids.toSorted()).toEqual(ALL.toSorted())
    }
  })

  test('has all points when everything held', () => {
    const { schema, score, max, stretch, tasks } = report(held())
    expect({ schema, score, max, stretch }).toEqual({
      schema: 1,
      score: 100,
      max: 100,
      stretch: { score: 20, max: 20 },
    })
    expect(tasks.map((task) => [task.score, task.max])).toEqual([
      [30, 30],
      [30, 30],
      [40, 40],
    ])
  })

  test('loses the points of what failed, and of nothing else', () => {
    const { score, stretch, tasks } = report(
      held(failed('t1.server.log'), failed('t2.server.large')),
    )
    expect([score, stretch.score]).toEqual([98, 18])
    expect(tasks.map((task) => task.score)).toEqual([28, 30, 40])
  })

  test('of some checks has their points alone', () => {
    const { score, max, stretch, tasks } = report(held(), {
      selected: ['t1.server.echo', 't1.server.large'],
    })
    expect({ score, max, stretch }).toEqual({ score: 4, max: 4, stretch: { score: 2, max: 2 } })
    expect(tasks.map((task) => task.id)).toEqual(['t1'])
  })
})

describe('a check', () => {
  test('that failed has its message, its hint and the command that repeats it', () => {
    const check = checkIn(report(held(failed('t1.server.log'))), 't1.server.log')
    expect(check).toMatchObject({ status: 'failed', points: 0, max: 2, message: 'as seen' })
    expect(check.hint).toContain('the port of the client')
    expect(check.repeat).toBe('npm run grade -- "my folder" --task t1.server.log --seed 7 --strict')
  })

  describe('has its hint', () => {
    const python = { kind: 'python', path: '/a.py', name: 'a.py', cwd: '/' } as const
    const node = { kind: 'node', path: '/a.ts', name: 'a.ts', cwd: '/' } as const
    const command = (...argv: string[]) => ({ kind: 'command', argv, name: 'a', cwd: '/' }) as const

    test.for<[string, LaunchSpec, string | undefined]>([
      ['a Node program', node, '`socket.remotePort`'],
      ['a Python program', python, 'the address that `sock.accept()` returns'],
      [
        'a command of Python',
        command('python3.12', 'a.py'),
        'the address that `sock.accept()` returns',
      ],
      ['a command of Node', command('node', 'a.js'), '`socket.remotePort`'],
      ['another language', command('java', 'Server'), undefined],
    ])('in the terms of %s', ([, spec, call]) => {
      const graded = report(held(failed('t1.server.log')), { programs: { 't1.server': spec } })
      const { hint } = ruleOf('t1.server.log')
      expect(checkIn(graded, 't1.server.log').hint).toBe(call ? `${hint}: ${call}` : hint)
    })
  })

  test('that passed has neither', () => {
    const { hint, message, repeat } = checkIn(report(held()), 't1.server.log')
    expect({ hint, message, repeat }).toEqual({ hint: '', message: '', repeat: undefined })
  })

  test.for<[string, Outcome[]]>([
    ['has no outcome', held().filter(({ id }) => id !== 't1.server.log')],
    ['was an error', held(outcome('t1.server.log', 'error'))],
    ['was not run for no reason', held(outcome('t1.server.log', 'not-run'))],
    ['needs one that has no outcome', held().filter(({ id }) => id !== 't1.server.listen')],
    ['needs one that was an error', held(outcome('t1.server.listen', 'error'))],
  ])('that %s is an error', ([, outcomes]) => {
    const { status, message } = checkIn(report(outcomes), 't1.server.log')
    expect(status).toBe('error')
    expect(message).toContain('the grader itself failed')
  })

  test('is blocked by what it needs, however far up, and names that', () => {
    const outcomes = held(
      failed('t1.server.listen'),
      ...notRun('t1.server.echo', 't1.server.any-bytes'),
    )
    for (const id of ['t1.server.echo', 't1.server.any-bytes']) {
      const check = checkIn(report(outcomes), id)
      expect(check).toMatchObject({ status: 'blocked', points: 0 })
      expect(check.message).toContain('t1.server.listen failed first')
    }
  })

  test('is judged all the same when that failure does not block', () => {
    const outcomes = held({ ...failed('t1.client.send'), blocks: false }, failed('t1.client.exit'))
    expect(checkIn(report(outcomes), 't1.client.exit').status).toBe('failed')
    expect(checkIn(report(outcomes), 't1.client.receive').status).toBe('passed')
  })

  test('is blocked by what it blames only when it failed itself', () => {
    const cause = failed('t1.server.listen')
    const banner = (...outcomes: Outcome[]) =>
      checkIn(report(held(...outcomes)), 't1.server.banner')
    expect(banner(cause).status).toBe('passed')
    expect(banner(failed('t1.server.banner')).status).toBe('failed')
    const both = banner(cause, failed('t1.server.banner'))
    expect(both.status).toBe('blocked')
    expect(both.message).toContain('t1.server.listen failed first')
  })
})

test('a missing program blocks its own checks and the pair, and is never an error', () => {
  const missing = { 't1.server': 't1-tcp-echo/server.ts is missing' }
  const { tasks } = report(
    held().filter(({ id }) => !/^t1\.(server|pair)/.test(id)),
    { missing },
  )
  for (const { id, status, message } of tasks.flatMap((task) => task.checks)) {
    const isIts = /^t1\.(server|pair)\./.test(id)
    expect([id, status]).toEqual([id, isIts ? 'blocked' : 'passed'])
    if (isIts) expect(message).toContain('t1-tcp-echo/server.ts is missing')
  }
})

test('evidence keeps bytes as text and exactly, also a flood of them', () => {
  const bytes = Buffer.alloc(5000, 0xff)
  const event = { at: 1.23456, program: 'server', direction: 'out', kind: 'bytes', bytes } as const
  const [told] = checkIn(
    report(held({ ...failed('t1.server.echo'), evidence: [event] })),
    't1.server.echo',
  ).evidence
  expect(told).toMatchObject({ at: 1.2, program: 'server', direction: 'out', kind: 'bytes' })
  expect(told?.text).toContain('(5000 bytes in all)')
  expect(Buffer.from(told?.base64 ?? '', 'base64')).toEqual(bytes.subarray(0, 1024))
  expect(told).not.toHaveProperty('bytes')
})

function report(outcomes: Outcome[], more: Partial<Graded> = {}): Report {
  const byId = new Map(outcomes.map((it) => [it.id, it]))
  return score({
    submission: 'my folder',
    outcomes: byId,
    selected: ALL,
    missing: {},
    gradedAt: '2026-03-01T09:30:00.000Z',
    durationMs: 5,
    seed: '7',
    strict: true,
    sandbox: { mode: 'auto', level: 'basic', layers: [], missing: [] },
    notes: [],
    faults: [],
    ...more,
  })
}

function checkIn({ tasks }: Report, id: string) {
  const check = tasks.flatMap((task) => task.checks).find((it) => it.id === id)
  if (!check) throw new Error(`no ${id} in the report`)
  return check
}

/** Everything held, but for these. */
function held(...but: Outcome[]): Outcome[] {
  return ALL.map((id) => but.find((it) => it.id === id) ?? outcome(id, 'held'))
}

function failed(id: string): Outcome {
  return { ...outcome(id, 'failed'), message: 'as seen' }
}

function notRun(...ids: string[]): Outcome[] {
  return ids.map((id) => outcome(id, 'not-run'))
}

function outcome(id: string, result: Outcome['result']): Outcome {
  const message = result === 'error' ? 'the grader itself failed: somehow' : ''
  const seen = { durationMs: 1, starts: 1, evidence: [], printed: [] }
  return { id, result, message, blocks: true, ...seen }
}
