import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { findSandbox, type Mode, SandboxMissing } from '../../../../harness/sandbox/sandbox.ts'
import { summarize } from '../../../../harness/sandbox/summary.ts'
import { test as base, lay } from '../../bench.ts'

/** Stands for bubblewrap on another system: a shell script that says no to some options. */
const test = base.extend('system', ({ folder, onTestFinished }) => async (refuses?: string) => {
  if (refuses !== undefined) {
    const script = `#!/bin/sh\nfor it; do case "$it" in ${refuses}) echo "bwrap: not allowed" >&2; exit 1;; esac; done`
    lay(folder, { bwrap: script })
    chmodSync(join(folder, 'bwrap'), 0o755)
  }
  vi.stubEnv('PATH', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
})

describe.runIf(process.platform === 'linux')('the strongest sandbox that works', () => {
  test.for<[string, string, Partial<Awaited<ReturnType<typeof findSandbox>>>]>([
    ['everything', 'nothing', { processes: true, network: true, forbidsNamespaces: true }],
    [
      'an older bubblewrap',
      '--disable-userns',
      { processes: true, network: true, forbidsNamespaces: false },
    ],
    [
      'no network of its own',
      '--unshare-net',
      { processes: true, network: false, missing: { network: 'bwrap: not allowed' } },
    ],
    [
      'no processes of its own',
      '--unshare-pid',
      { processes: false, network: true, missing: { processes: 'bwrap: not allowed' } },
    ],
    ['nothing at all', '--ro-bind|--dev-bind', { processes: false, network: false }],
  ])('where there is %s', async ([, refuses, found], { system }) => {
    await system(refuses)
    expect(await findSandbox('auto')).toMatchObject({ permissions: true, ...found })
  })

  test('where bubblewrap is not installed', async ({ system }) => {
    await system()
    const reason = 'bubblewrap (bwrap) is not installed'
    const sandbox = await findSandbox('auto')
    expect(sandbox.missing).toEqual({ processes: reason, network: reason })
    expect(summarize(sandbox)).toMatchObject({ mode: 'auto', level: 'basic' })
  })

  test('can be required: where it is not there, the reason is said', async ({ system }) => {
    await system('--unshare-net')
    await expect(findSandbox('require')).rejects.toThrow(SandboxMissing)
    await expect(findSandbox('require')).rejects.toThrow(
      'does not have the whole sandbox (a network of its own: bwrap: not allowed)',
    )
    await system('nothing')
    expect(summarize(await findSandbox('require'))).toMatchObject({ level: 'full', missing: [] })
  })
})

test('switched off, it has what there is everywhere', async () => {
  const mode: Mode = 'off'
  const { level, layers, missing } = summarize(await findSandbox(mode))
  expect(level).toBe('off')
  expect(layers).not.toContain("Node's permission model")
  expect(missing.map(({ reason }) => reason)).toEqual(Array(2).fill('it was switched off'))
})
