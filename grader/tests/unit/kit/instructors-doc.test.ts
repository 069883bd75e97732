import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { USAGE } from '../../../commands/grade-all-options.ts'
import { ROOT } from '../../../proof/fixtures.ts'

const page = readFileSync(join(ROOT, 'docs/instructors.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

test('every command and every option on the page is there', () => {
  for (const [, name = ''] of page.matchAll(/npm run ([a-z:]+)/g))
    expect(scripts).toHaveProperty([name])
  const known = [
    USAGE,
    read('grader/commands/similar.ts'),
    read('grader/commands/grade-merge.ts'),
  ].join()
  const others = ['--assignment-id', '--per-page']
  for (const [option] of page.matchAll(/--[a-z]+(?:-[a-z]+)*/g)) {
    if (!others.includes(option)) expect(known).toContain(option)
  }
})

test('every file that the page links to is there', () => {
  for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)\)/g)) {
    expect([link, existsSync(join(ROOT, 'docs', link))]).toEqual([link, true])
  }
  for (const [, anchor = ''] of page.matchAll(/\]\(#([^)]+)\)/g)) {
    const titles = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    expect(titles).toContain(anchor)
  }
})
