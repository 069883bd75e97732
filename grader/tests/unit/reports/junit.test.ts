import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { junitReport } from '../../../reports/junit.ts'
import type { Report } from '../../../scoring/report.ts'
import { checksOf, HOSTILE, sampleReport } from './sample.ts'
import { schemaFile } from './schema.ts'

const report = sampleReport()

test('the strict schema takes it, hostile text and all', async () => {
  const named = { ...report, submission: HOSTILE, seed: HOSTILE, faults: [HOSTILE] }
  expect(await validated(named)).toMatchObject({ valid: true, errors: [] })
})

test('the schema would not take just anything', async () => {
  const broken = junitReport(report).replace('hostname="localhost"', '')
  expect((await lint(broken)).valid).toBe(false)
})

test('each status has its element, and the counts are those of the elements', () => {
  const text = junitReport(report)
  const count = (status: string) => checksOf(report).filter((it) => it.status === status).length
  const elements = (name: string) => text.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0
  const counted = (name: string) =>
    [...text.matchAll(new RegExp(`<testsuite [^>]*${name}="(\\d+)"`, 'g'))]
      .map(([, number]) => Number(number))
      .reduce((sum, number) => sum + number, 0)
  for (const [status, element, attribute] of [
    ['failed', 'failure', 'failures'],
    ['blocked', 'skipped', 'skipped'],
    ['error', 'error', 'errors'],
  ] as const) {
    expect(count(status)).toBeGreaterThan(0)
    expect([elements(element), counted(attribute)]).toEqual([count(status), count(status)])
  }
  expect([elements('testcase'), counted('tests')]).toEqual([51, 51])
})

test('a blocked check says what blocked it, points are properties', () => {
  const text = junitReport(report)
  expect(text).toContain('<skipped message="not judged, because t1.client.send failed first')
  expect(text).toContain('<property name="t1.server.log" value="0/2"/>')
  expect(text).toContain('<property name="t1.server.echo" value="4/4"/>')
})

test('no character that XML forbids is left', () => {
  expect(junitReport(report)).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Cs}\u{fffe}\u{ffff}]/u)
})

async function validated(given: Report) {
  return await lint(junitReport(given))
}

function lint(contents: string) {
  return validateXML({
    xml: { fileName: 'report.xml', contents },
    schema: { fileName: 'strict.xsd', contents: schemaFile('junit-strict.xsd') },
  })
}
