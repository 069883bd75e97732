import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Records } from '../../../class/results/records.ts'
import type { Mark } from '../../../class/results/row.ts'
import { test as base } from '../bench.ts'

const MARK: Mark = { status: 'graded', score: 7, max: 10, reason: '' }
const REPORTS = { 'report.json': '{}\n', 'report.md': '# 7 of 10\n' }

const test = base.extend('kept', ({ folder }) => {
  const records = new Records(folder)
  records.keep('ann', 'print', MARK, REPORTS)
  return { records, folder: records.folderOf('ann') }
})

test('a finished grade is found again', ({ kept }) => {
  expect(kept.records.find('ann', 'print')).toEqual(MARK)
  expect(readFileSync(join(kept.folder, 'report.md'), 'utf8')).toBe('# 7 of 10\n')
})

test('that of another submission, grader or setting is not', ({ kept }) => {
  expect(kept.records.find('ann', 'other')).toBe(undefined)
  expect(kept.records.find('bob', 'print')).toBe(undefined)
})

test('whatever was cut off, lost or changed in it, it is no longer one', ({ kept }) => {
  for (const name of readdirSync(kept.folder)) {
    const path = join(kept.folder, name)
    const whole = readFileSync(path)
    for (let length = 0; length < whole.length; length++) {
      truncateSync(path, length)
      // The line end after the record says nothing.
      const isWhole = name === 'result.json' && length === whole.length - 1
      expect(kept.records.find('ann', 'print')).toEqual(isWhole ? MARK : undefined)
      writeFileSync(path, whole)
    }
    rmSync(path)
    expect(kept.records.find('ann', 'print')).toBe(undefined)
    writeFileSync(path, whole)
  }
  expect(kept.records.find('ann', 'print')).toEqual(MARK)
})

test('a record of something else is none', ({ kept }) => {
  for (const text of ['null', '[]', '7', '{"schema":2}', '{"schema":1,"fingerprint":"print"}']) {
    writeFileSync(join(kept.folder, 'result.json'), text)
    expect(kept.records.find('ann', 'print')).toBe(undefined)
  }
})

test('a new grade leaves nothing of an older one', ({ kept }) => {
  kept.records.keep('ann', 'new', { status: 'unreadable', reason: 'x' }, { 'report.md': 'x' })
  expect(existsSync(join(kept.folder, 'report.json'))).toBe(false)
  expect(readdirSync(kept.folder).toSorted()).toEqual(['report.md', 'result.json'])
})
