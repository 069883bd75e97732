import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Rule, rubric } from '../../../lab/rubric.ts'
import { kit, kitName, rubricDigest } from '../../../scoring/kit.ts'

test('the kit is named by its version and its rubric', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(kitName(kit)).toBe(`${version}+${rubricDigest(rubric)}`)
  expect(kit.rubric).toMatch(/^[0-9a-f]{8}$/)
})

test('a point moved from one check to another is another rubric', () => {
  const [first, ...rest] = rubric as [Rule, ...Rule[]]
  expect(rubricDigest([{ ...first, points: first.points + 1 }, ...rest])).not.toBe(kit.rubric)
})
