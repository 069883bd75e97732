import type { Rule } from '../lab/rubric.ts'
import type { Fixture } from './fixtures.ts'

type Row = Pick<Fixture, 'name' | 'failed' | 'blocked'>

/** The page `docs/matrix.md`: what each wrong program fails, and how often each check is failed. */
export function matrixDoc(rubric: readonly Rule[], wrong: readonly Row[]): string {
  const ids = rubric.map(({ id }) => id)
  const groups = [...new Set(ids.map(groupOf))].toSorted()
  const parts = [
    '# The matrix',
    '<!-- Generated from the fixtures by `npm run docs`: edits here are lost. -->',
    intro(wrong.length),
    '## Checks',
    overview(ids, wrong),
    ...groups.flatMap((group) => groupSection(group, ids, wrong)),
  ]
  return `${parts.join('\n\n')}\n`
}

/** How many wrong programs fail a check, and how many fail it and nothing else. */
export function failures(id: string, wrong: readonly Row[]): { failed: number; alone: number } {
  const failing = wrong.filter(({ failed }) => failed.includes(id))
  return { failed: failing.length, alone: failing.filter(({ failed }) => !failed[1]).length }
}

function intro(count: number): string {
  return [
    `What each of the ${count} wrong programs in \`fixtures/wrong/\` fails, from their`,
    '`expected.json`, to which `npm test` holds the grader. ✗ is a check that fails, · one that is',
    'blocked by it, and an empty cell one that passes or is of another program.',
  ].join('\n')
}

function overview(ids: readonly string[], wrong: readonly Row[]): string {
  const rows = ids.map((id) => {
    const { failed, alone } = failures(id, wrong)
    return `| \`${id}\` | ${failed} | ${alone} |`
  })
  return ['| check | failed by | by it alone |', '| --- | ---: | ---: |', ...rows].join('\n')
}

/** One program's checks across, and the programs that fail one of them downwards. */
function groupSection(group: string, ids: readonly string[], wrong: readonly Row[]): string[] {
  const columns = ids.filter((id) => groupOf(id) === group)
  const order = (row: Row) => columns.indexOf(row.failed[0] as string)
  const rows = wrong
    .filter((row) => groupOf(row.failed[0] ?? '') === group)
    .toSorted((one, two) => order(one) - order(two))
    .map((row) => {
      const cells = columns.map((id) => mark(row, id))
      const elsewhere = row.failed.filter((id) => groupOf(id) !== group)
      return `| ${row.name.replace('wrong/', '')} | ${[...cells, elsewhere.join(' ')].join(' | ')} |`
    })
  const heads = columns.map((id) => id.replace(`${group}.`, ''))
  return [
    `## ${group}`,
    [
      `| | ${heads.join(' | ')} | and |`,
      `| --- | ${columns.map(() => ':-:').join(' | ')} | --- |`,
      ...rows,
    ].join('\n'),
  ]
}

function mark({ failed, blocked }: Row, id: string): string {
  if (failed.includes(id)) return '✗'
  return blocked.includes(id) ? '·' : ''
}

/** The program that a check is about: `t1.server`. */
function groupOf(id: string): string {
  return id.slice(0, id.lastIndexOf('.'))
}
