import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Figures, figuresOf, type Reason, share, tally } from '../../../proof/figures.ts'
import { ROOT } from '../../../proof/fixtures.ts'
import { mutantsOf } from '../../../proof/mutants.ts'
import { withFigures } from '../../../proof/quality-doc.ts'
import { soakLine } from '../../../proof/soak-doc.ts'

const read = (name: string) => JSON.parse(readFileSync(join(ROOT, 'grader/proof', name), 'utf8'))

describe('the figures that are kept', () => {
  const figures: Figures[] = read('mutation.json')
  const reasons: Reason[] = read('survivors.json')

  test.for(figures.map((it) => [`${it.program}, ${it.edition}`, it] as const))(
    'say of %s that at least 95 % of the mutants that do wrong are caught',
    ([, program]) => {
      expect(program.mutants).toBeGreaterThan(20)
      expect(share(tally([program], reasons))).toBeGreaterThanOrEqual(0.95)
    },
  )

  test('have a reason for each mutant that is not caught, in words', () => {
    expect(tally(figures, reasons).missed).toBe(0)
    for (const { kind, why } of reasons) {
      expect(['same', 'open']).toContain(kind)
      expect(why).toMatch(/^[A-Z].{20,}\.$/)
    }
  })
})

describe('figures', () => {
  const result = { line: 2, mutator: 'X', original: 'a', replacement: 'b', faults: [] }
  const results = [
    { ...result, failed: ['t1.server.echo', 't1.server.log'] },
    { ...result, failed: [] },
    { ...result, replacement: 'c', failed: [] },
  ]
  const figures = figuresOf('TypeScript', 't1.server', results, 'one\n  two\n')
  const reason: Reason = { kind: 'same', why: 'It is.', code: ['two'] }

  test('count who caught what, and name the line of what survived', () => {
    expect(figures.failed).toEqual({ 't1.server.echo': 1, 't1.server.log': 1 })
    expect(figures.survivors.map(({ code }) => code)).toEqual(['two', 'two'])
    const counts = tally([figures], [])
    expect(counts).toEqual({ mutants: 3, caught: 1, same: 0, open: 0, missed: 2 })
    expect(share(counts)).toBeCloseTo(1 / 3)
  })

  test.for<[string, Partial<Reason>, number]>([
    ['all changes of a line', {}, 2],
    ['one change', { changes: [{ original: 'a', replacement: 'c' }] }, 1],
    ['this program', { programs: ['t1.server'] }, 2],
    ['another program', { programs: ['t1.client'] }, 0],
    ['another line', { code: ['one'] }, 0],
  ])('a reason may be for %s', ([, more, same]) => {
    expect(tally([figures], [{ ...reason, ...more }]).same).toBe(same)
  })
})

test.for(['reference/t1-tcp-echo/server.ts', 'fixtures/right/python/t1-tcp-echo/server.py'])(
  'each mutant of %s is the program with one change in it',
  async (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const mutants = await mutantsOf(join(ROOT, file))
    expect(mutants.length).toBeGreaterThan(30)
    for (const { source, original, replacement } of mutants) {
      expect(source).not.toBe(text)
      expect(source.length).toBe(text.length - original.length + replacement.length)
    }
  },
)

test('the text between the marks of a page is made anew, and no other', () => {
  const page = 'a\n<!-- figures: x -->\nold\n<!-- end -->\nb'
  expect(withFigures(page, { x: 'new' })).toBe('a\n<!-- figures: x -->\n\nnew\n\n<!-- end -->\nb')
})

test('a soak is told in a sentence, also when there was none', () => {
  const kept = { kit: '1', load: 4, graders: 3, grades: 200, checks: 10_200, differing: 0 }
  expect(soakLine(kept)).toContain('0 of 10200 verdicts differed')
  expect(soakLine(undefined)).toContain('No long soak')
})
