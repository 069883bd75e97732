import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { writePages } from '../../../class/page/write-pages.ts'
import { classFile } from '../../../class/results/class-file.ts'
import { Records } from '../../../class/results/records.ts'
import { markOf } from '../../../class/results/row.ts'
import { kit } from '../../../scoring/kit.ts'
import { test } from '../bench.ts'
import { reportWith } from '../reports/sample.ts'
import { row } from './rows.ts'

test('a class has its page from the reports that are kept, and one without names', ({ folder }) => {
  const records = new Records(folder)
  const seen = { expected: 'exit code 0', seen: 'it exited with code 7, says Ann Lee' }
  const report = reportWith({ 't2.client.exit': { result: 'failed', message: 'x', ...seen } })
  const mark = markOf(report)
  records.keep('Ann Lee_11', 'print', mark, { 'report.json': JSON.stringify(report) })
  const rows = [row('Ann Lee_11', { who: 'Ann Lee', ...mark }), row('gone', { status: 'missing' })]
  const facts = { class: 'Networks', platform: 'plain', fingerprint: '', kit, leftOut: [] }
  const settings = { selected: [], strict: false, seed: 's' }
  writePages(folder, classFile({ ...facts, settings, submissions: 2 }, rows))
  const [page, projected] = ['index.html', 'projector.html'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  )
  expect(page).toContain('<a href="submissions/Ann%20Lee_11/report.html"><bdi>Ann Lee</bdi></a>')
  expect(page).toContain('it exited with code 7, says Ann Lee')
  expect(projected).toContain('it exited with code 7, says …')
  expect(projected).not.toContain('Lee')
})
