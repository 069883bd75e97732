import { expect, test } from 'vitest'
import { rubric } from '../../lab/rubric.ts'
import { fixtures, gradeFixture } from './fixtures.ts'

const all = [...fixtures('right'), ...fixtures('wrong')]

test.concurrent.for(all)(
  '$name fails what it should, and nothing else',
  async (fixture, { expect }) => {
    const checks = await gradeFixture(fixture)
    const seen = (status: string) => checks.filter((check) => check.status === status)
    const messages = [...seen('failed'), ...seen('error')].map(
      (check) => `${check.id}: ${check.message}`,
    )
    const found = {
      failed: seen('failed').map(idOf),
      blocked: seen('blocked').map(idOf),
      error: seen('error').map(idOf),
    }
    expect(found, messages.join('\n')).toEqual({
      failed: fixture.failed,
      blocked: fixture.blocked,
      error: [],
    })
  },
)

test('each check is failed by a fixture', () => {
  const failed = new Set(fixtures('wrong').flatMap((fixture) => fixture.failed))
  expect(rubric.map(idOf).filter((id) => !failed.has(id))).toEqual([])
})

function idOf({ id }: { id: string }): string {
  return id
}
