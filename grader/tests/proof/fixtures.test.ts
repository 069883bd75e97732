import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { fixtures, gradeFixture } from '../../proof/fixtures.ts'
import { InProcess } from '../../proof/in-process.ts'
import { terminalReport } from '../../reports/terminal.ts'
import type { CheckReport, Report } from '../../scoring/report.ts'
import { GOLDEN, normalised } from './golden.ts'

const grader = new InProcess()
afterAll(() => grader.close())

const all = [...fixtures('right'), ...fixtures('wrong')]

test.concurrent.for(all)(
  '$name fails what it should, and nothing else',
  async (fixture, { expect }) => {
    const isGolden = GOLDEN.has(fixture.name)
    const options = isGolden ? { seed: 'golden', isWhole: true } : {}
    const report = await gradeFixture(grader, fixture, options)
    const checks = report.tasks.flatMap((task) => task.checks)
    const ids = (status: string) => checks.filter((it) => it.status === status).map(idOf)
    const messages = checks.filter((it) => it.message !== '').map((it) => `${it.id}: ${it.message}`)
    const found = { failed: ids('failed'), blocked: ids('blocked'), error: ids('error') }
    const { failed, blocked } = fixture
    expect(found, messages.join('\n')).toEqual({ failed, blocked, error: [] })
    for (const words of fixture.says) expect(messages.join('\n')).toContain(words)
    if (isGolden) await expect(goldenText(report)).toMatchFileSnapshot(goldenFile(fixture.name))
  },
)

function idOf({ id }: Pick<CheckReport, 'id'>): string {
  return id
}

function goldenText(report: Report): string {
  return terminalReport(normalised(report), { colour: false })
}

function goldenFile(name: string): string {
  return join(import.meta.dirname, 'golden', `${name.replace('/', '-')}.txt`)
}
