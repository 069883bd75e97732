import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checksDoc } from '../../../kit/checks-doc.ts'
import { type Rule, rubric } from '../../../lab/rubric.ts'
import { tasks } from '../../../lab/tasks.ts'

const root = join(import.meta.dirname, '../../../..')
const page = checksDoc(rubric, tasks)

describe('checksDoc', () => {
  it('has every check of the rubric in one row of one table', () => {
    const rows = [...page.matchAll(/^\| `(t\d[\w.-]+)` \| (\d+) \|/gm)].map(([, id, n]) => [id, n])
    expect(rows.toSorted()).toEqual(rubric.map(({ id, points }) => [id, `${points}`]).toSorted())
  })

  it('keeps stretch checks apart', () => {
    const [core = '', bonus = ''] = page.split('## Stretch')
    for (const { id, level } of rubric) {
      expect(level === 'core' ? core : bonus).toContain(`| \`${id}\` |`)
    }
  })

  it('keeps a table whole when a text has a bar in it', () => {
    const rule = {
      id: 't1.server.x',
      level: 'core',
      points: 1,
      title: 'a | b',
      hint: 'c',
      calls: { python: 'd' },
    } as unknown as Rule
    expect(checksDoc([rule], tasks)).toContain('| `t1.server.x` | 1 | a \\| b | c (in Python: d) |')
  })

  it('writes one point without an s', () => {
    const rule = {
      id: 't1.pair.x',
      level: 'core',
      points: 1,
      title: 'a',
      hint: 'b',
      calls: {},
    } as unknown as Rule
    expect(checksDoc([rule], tasks)).toContain('## T1, TCP echo: 1 point\n\n### Both together\n')
  })
})

describe('the rubric', () => {
  it('adds up to 100 core points and 20 bonus points', () => {
    expect(sum((rule) => rule.level === 'core')).toBe(100)
    expect(sum((rule) => rule.level === 'stretch')).toBe(20)
  })

  it.each([
    ['t1', 30],
    ['t2', 30],
    ['t3', 40],
  ])('gives %s %i core points', (task, points) => {
    expect(sum((rule) => rule.level === 'core' && rule.id.startsWith(`${task}.`))).toBe(points)
  })

  function sum(counts: (rule: Rule) => boolean): number {
    return rubric.filter(counts).reduce((total, rule) => total + rule.points, 0)
  }
})

describe('npm run docs', () => {
  it('has written docs/checks.md from the rubric as it is', () => {
    const found = readFileSync(join(root, 'docs/checks.md'), 'utf8')
    expect(found.replaceAll('\r\n', '\n')).toBe(page)
    expect(docs('--check')).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  it('says in one sentence which option it does not know', () => {
    const run = docs('--chek')
    expect(run.status).toBe(2)
    expect(run.stderr).toBe("Unknown option '--chek': the only option is --check\n")
  })

  function docs(...options: string[]) {
    const command = [join(root, 'grader/commands/docs.ts'), ...options]
    return spawnSync(process.execPath, command, { encoding: 'utf8' })
  }
})
