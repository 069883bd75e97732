import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fail } from '../../../harness/check-failed.ts'
import type { LaunchSpec } from '../../../harness/launch.ts'
import { Ports } from '../../../harness/ports.ts'
import type { Programs } from '../../../harness/programs.ts'
import { type CheckBody, check } from '../../../lab/check.ts'
import { Grade } from '../../../lab/run-check.ts'

// The check modules are not loaded here: these are all the bodies that there are.
const body = Object.fromEntries(
  ['listen', 'banner', 'echo', 'log', 'any-bytes', 'next-client'].map((name) => [
    name,
    vi.fn<CheckBody>(),
  ]),
) as Record<string, ReturnType<typeof vi.fn<CheckBody>>>
for (const [name, run] of Object.entries(body))
  check(`t1.server.${name}`, (context) => run(context))

beforeEach(() => {
  for (const run of Object.values(body)) run.mockReset().mockResolvedValue()
})

describe('the outcome of a check', () => {
  test('is held when its body returns', async () => {
    expect(await outcome('listen')).toMatchObject({ result: 'held', message: '', evidence: [] })
  })

  test('is failed when it throws CheckFailed, with what was expected and seen', async () => {
    body.listen?.mockImplementation(async ({ trial }) => {
      trial.log.add({ program: 'server', direction: 'local', kind: 'note', note: 'seen' })
      fail({ expected: 'a port', seen: 'nobody listens', kind: 'silence' })
    })
    const { result, message, blocks, kind, evidence } = await outcome('listen')
    expect({ result, blocks, kind }).toEqual({ result: 'failed', blocks: true, kind: 'silence' })
    expect(message).toBe('expected a port, but nobody listens')
    expect(evidence).toMatchObject([{ note: 'seen' }])
  })

  test('is an error when anything else is thrown', async () => {
    body.listen?.mockRejectedValue(new TypeError('x is not a function'))
    const { result, message } = await outcome('listen')
    expect(result).toBe('error')
    expect(message).toBe('the grader itself failed: x is not a function')
  })

  test('is an error when it has no body', async () => {
    const { result, message } = await outcome('queue')
    expect(result).toBe('error')
    expect(message).toContain('t1.server.queue has no body')
  })

  test('is an error when it never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    body.listen?.mockReturnValue(new Promise(() => {}))
    const pending = outcome('listen')
    await vi.advanceTimersByTimeAsync(1_000_000)
    vi.useRealTimers()
    expect(await pending).toMatchObject({
      result: 'error',
      message: expect.stringContaining('still running'),
    })
  })

  test('is what the next attempt says, where a socket of the grader was lost', async () => {
    body.listen?.mockImplementationOnce(async ({ trial }) => {
      trial.broke('a socket of its own was lost')
      fail({ expected: 'an echo', seen: 'nothing' })
    })
    expect(await outcome('listen')).toMatchObject({ result: 'held', message: '' })
    expect(body.listen).toHaveBeenCalledTimes(2)
  })

  test('is an error where that happens again and again', async () => {
    body.listen?.mockImplementation(async ({ trial }) => {
      trial.broke('a socket of its own was lost')
      fail({ expected: 'an echo', seen: 'nothing' })
    })
    const { result, message } = await outcome('listen')
    expect(result).toBe('error')
    expect(message).toBe('the grader itself failed: a socket of its own was lost')
    expect(body.listen).toHaveBeenCalledTimes(3)
  })

  test('keeps the beginning and the end of a long story', async () => {
    body.listen?.mockImplementation(async ({ trial }) => {
      for (let note = 0; note < 1000; note++)
        trial.log.add({ program: 'server', direction: 'local', kind: 'note', note: `${note}` })
      fail({ expected: 'less', seen: 'more' })
    })
    const notes = (await outcome('listen')).evidence.map((event) => event.note)
    expect(notes).toHaveLength(101)
    expect([notes[0], notes.at(-1)]).toEqual(['0', '999'])
  })

  test.for(['held', 'failed', 'error'])('leaves nothing behind when it is %s', async (result) => {
    const cleanup = vi.fn<() => void>()
    body.listen?.mockImplementation(async ({ trial }) => {
      trial.defer(cleanup)
      if (result === 'failed') fail({ expected: 'a', seen: 'b' })
      if (result === 'error') throw new Error('c')
    })
    expect((await outcome('listen')).result).toBe(result)
    expect(cleanup).toHaveBeenCalledOnce()
  })
})

describe('what a check needs', () => {
  test('runs first, and once for all', async () => {
    const order: string[] = []
    for (const [name, run] of Object.entries(body))
      run.mockImplementation(async () => void order.push(name))
    const grade = grading()
    await Promise.all(['echo', 'any-bytes', 'listen'].map((name) => grade.run(`t1.server.${name}`)))
    expect(order).toEqual(['listen', 'echo', 'any-bytes'])
  })

  test('keeps it from running when it failed, however far down', async () => {
    body.listen?.mockImplementation(async () => fail({ expected: 'a', seen: 'b' }))
    expect((await outcome('any-bytes')).result).toBe('not-run')
    expect(body.echo).not.toHaveBeenCalled()
  })

  test('keeps it from running when it was an error', async () => {
    body.listen?.mockRejectedValue(new Error('ours'))
    expect((await outcome('echo')).result).toBe('not-run')
  })

  test('lets it run when the failure does not block', async () => {
    body.listen?.mockImplementation(async () => fail({ expected: 'a', seen: 'b', blocks: false }))
    expect((await outcome('echo')).result).toBe('held')
  })

  test('does not hinge on what merely comes before it, but knows how that came out', async () => {
    body.banner?.mockImplementation(async () => fail({ expected: 'a', seen: 'b' }))
    const seen = vi.fn<(result: unknown) => void>()
    body['next-client']?.mockImplementation(async ({ outcomeOf }) => {
      seen(outcomeOf('t1.server.banner')?.result)
    })
    expect((await outcome('next-client')).result).toBe('held')
    expect(seen).toHaveBeenCalledWith('failed')
  })

  test('a program that is missing keeps it from running', async () => {
    expect((await grading({}).run('t1.server.listen')).result).toBe('not-run')
    expect(body.listen).not.toHaveBeenCalled()
  })
})

test('the same seed gives a check the same choices, whatever else runs', async () => {
  const drawn: string[] = []
  for (const run of Object.values(body))
    run.mockImplementation(async ({ random }) => void drawn.push(random.text(20)))
  await grading().run('t1.server.listen')
  await grading().run('t1.server.echo')
  expect(drawn[0]).toBe(drawn[1])
  expect(drawn[1]).not.toBe(drawn[2])
})

const SERVER: LaunchSpec = { name: 'server.ts', kind: 'node', path: '/none/server.ts', cwd: '/' }

function grading(programs: Record<string, LaunchSpec> = { 't1.server': SERVER }): Grade {
  const bench = { programs: {} as Programs, ports: new Ports() }
  return new Grade(bench, { strict: false, seed: 'a', programs })
}

function outcome(name: string) {
  return grading().run(`t1.server.${name}`)
}
