import type { Rule } from '../lab/rubric.ts'
import { type Figures, type Reason, reasonFor, share, type Tally, tally } from './figures.ts'

/**
 * The page `docs/quality.md`, in which the text between `<!-- figures: NAME -->` and `<!-- end -->`
 * is made anew.
 */
export function withFigures(page: string, texts: Readonly<Record<string, string>>): string {
  return page.replace(BLOCK, (_, mark: string, name: string) => {
    return `${mark}\n\n${texts[name] ?? ''}\n\n<!-- end -->`
  })
}

const BLOCK = /(<!-- figures: (\S+) -->)\n.*?<!-- end -->/gs

/** What became of each program's mutants. */
export function programsTable(figures: readonly Figures[], reasons: readonly Reason[]): string {
  const rows = figures.map((program) => {
    const name = `${program.program}, ${program.edition}`
    return row(name, tally([program], reasons))
  })
  return [
    '| program | mutants | caught | missed | the same | open | caught of those that do wrong |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    row('all', tally(figures, reasons)),
  ].join('\n')
}

function row(name: string, counts: Tally): string {
  const { mutants, caught, missed, same, open } = counts
  const rate = caught + missed > 0 ? `${(100 * share(counts)).toFixed(1)} %` : '–'
  return `| ${[name, mutants, caught, missed, same, open, rate].join(' | ')} |`
}

/** How many mutants each check catches; a mutant may be caught by several. */
export function checksTable(figures: readonly Figures[], rubric: readonly Rule[]): string {
  const rows = rubric.map(({ id }) => {
    const count = figures.reduce((sum, { failed }) => sum + (failed[id] ?? 0), 0)
    return `| \`${id}\` | ${count} |`
  })
  return ['| check | mutants that it catches |', '| --- | ---: |', ...rows].join('\n')
}

/** Why nobody should notice the others, and how many there are of each kind. */
export function reasonsTable(figures: readonly Figures[], reasons: readonly Reason[]): string {
  const found = figures.flatMap(({ program, survivors }) =>
    survivors.map((survivor) => reasonFor(program, survivor, reasons)),
  )
  const rows = reasons
    .map((reason) => ({ reason, count: found.filter((it) => it === reason).length }))
    .filter(({ count }) => count > 0)
    .map(({ reason: { kind, why }, count }) => `| ${kind} | ${count} | ${why} |`)
  return ['| | mutants | why |', '| --- | ---: | --- |', ...rows].join('\n')
}
