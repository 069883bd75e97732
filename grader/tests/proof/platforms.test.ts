import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../../proof/fixtures.ts'
import type { Report } from '../../scoring/report.ts'
import { checksOf } from '../unit/reports/sample.ts'
import { runGrade } from './run-grade.ts'

const PRETEND = new URL('./platforms/pretend.mjs', import.meta.url)

/** Without the kernel's tables, and without looking at who sleeps: the ways of other systems. */
describe.skipIf(process.platform !== 'linux')('a Linux that is taken for a Mac', () => {
  const gradeAsMac = async (...args: string[]) => {
    const env = { NODE_OPTIONS: `--import ${PRETEND}`, SOCKET_LAB_PLATFORM: 'darwin' }
    const { code, stdout } = await runGrade([...args, '--json', '-'], env)
    const report: Report = JSON.parse(stdout)
    return { code, report }
  }

  test('gives a right submission all of its points', async () => {
    const { code, report } = await gradeAsMac('reference')
    const open = checksOf(report).filter(({ status }) => status !== 'passed')
    expect(open.map(({ id, message }) => `${id}: ${message}`)).toEqual([])
    expect([code, report.score, report.stretch.score]).toEqual([0, 100, 20])
    expect(JSON.stringify(report.sandbox)).toContain('only Linux has it')
  })

  test('gives one that does nothing none, and no error', async () => {
    const { code, report } = await gradeAsMac('starter', '--task', 't2')
    expect([code, report.score]).toEqual([1, 0])
    expect(checksOf(report).filter(({ status }) => status === 'error')).toEqual([])
  })
})

describe('the definitions for CI', () => {
  type Job = {
    strategy: { matrix: { os?: string[]; command?: string[] } }
    steps: { run?: string }[]
  }
  const folder = join(ROOT, '.github/workflows')
  const jobs = readdirSync(folder).flatMap((name) => {
    const { jobs } = parse(readFileSync(join(folder, name), 'utf8')) as {
      jobs: Record<string, Job>
    }
    return Object.values(jobs)
  })

  test('test on Linux, macOS and Windows', () => {
    const systems = jobs.flatMap(({ strategy }) => strategy.matrix.os ?? [])
    expect(systems.map((name) => name.split('-')[0])).toEqual(['ubuntu', 'macos', 'windows'])
  })

  test('run scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const lines = jobs.flatMap(({ strategy, steps }) => [
      ...steps.map(({ run = '' }) => run),
      ...(strategy.matrix.command ?? []),
    ])
    const named = [...lines.join('\n').matchAll(/npm (?:run )?(test|soak|mutate|bench)\b/g)]
    expect(named.map(([, name]) => name).toSorted()).toEqual(['bench', 'mutate', 'soak', 'test'])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named.map(([, name]) => name)))
  })
})
