import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'
import { bodyOf } from '../../lab/check.ts'
import { rubric, withNeeds } from '../../lab/rubric.ts'
import '../../lab/checks/all.ts'

const GRADER = resolve(import.meta.dirname, '../..')

/** Imports go one way: from a folder to itself and to these. */
const MAY_IMPORT: Record<string, string[]> = {
  harness: [],
  lab: ['harness'],
  scoring: ['lab', 'harness'],
  reports: ['scoring', 'lab', 'harness'],
  engine: ['scoring', 'lab', 'harness'],
  kit: ['lab'],
  proof: ['engine', 'reports', 'scoring', 'lab', 'harness'],
  bench: ['proof', 'scoring', 'lab', 'harness'],
  class: ['reports', 'scoring', 'lab', 'harness'],
  commands: ['bench', 'engine', 'class', 'kit', 'proof', 'scoring', 'reports', 'lab', 'harness'],
}

const files = Object.keys(MAY_IMPORT).flatMap((folder) =>
  readdirSync(join(GRADER, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ folder, path: join(GRADER, folder, path) })),
)

test.for(files)('$path imports downwards only', ({ folder, path }) => {
  const imported = importsOf(path).filter((name) => name.startsWith('.'))
  const folders = imported.map((name) => topFolder(resolve(path, '..', name)))
  expect([folder, ...(MAY_IMPORT[folder] ?? [])]).toEqual(
    expect.arrayContaining([...new Set(folders)]),
  )
})

test('only the tests know Vitest', () => {
  const knowing = files.filter(({ path }) =>
    importsOf(path).some((name) => name.startsWith('vitest')),
  )
  expect(knowing).toEqual([])
})

test('every row of the rubric has a check, in the file that its id names', () => {
  expect(rubric.filter((rule) => !bodyOf(rule.id))).toEqual([])
  for (const { id, level } of rubric) {
    const [task, part] = id.split('.') as [string, string]
    const file = join(GRADER, 'lab/checks', task, `${level === 'core' ? part : 'stretch'}.check.ts`)
    expect(readFileSync(file, 'utf8')).toContain(`check('${id}'`)
  }
})

test('what a check builds on is in the rubric, and never builds on the check itself', () => {
  const ids = rubric.map((rule) => rule.id)
  for (const { id, needs, blames, after } of rubric) {
    expect(ids).toEqual(expect.arrayContaining([...needs, ...blames, ...after]))
    expect(withNeeds([...needs, ...blames, ...after])).not.toContain(id)
  }
  expect(new Set(ids).size).toBe(ids.length)
})

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
}

function topFolder(path: string): string {
  return relative(GRADER, path).split(sep)[0] as string
}
