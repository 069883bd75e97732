import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { commandsFor, hasColour, logOf, writeSummary } from '../../../commands/ci.ts'
import { simpleLog } from '../../../reports/log.ts'
import { lay, test } from '../bench.ts'
import { sampleReport } from '../reports/sample.ts'

const report = sampleReport()
const GITHUB = { GITHUB_ACTIONS: 'true' }

describe('outside of CI', () => {
  test('the log is plain, without colours, commands or a summary', () => {
    expect(logOf({})).toBe(simpleLog)
    expect(hasColour({})).toBe(false)
    expect(commandsFor(report, {})).toEqual([])
    expect(() => writeSummary(report, {})).not.toThrow()
  })
})

describe('inside CI', () => {
  test.for([GITHUB, { GITLAB_CI: 'true' }])('%j shows colours, unless it is told not to', (env) => {
    expect(hasColour(env)).toBe(true)
    expect(hasColour({ ...env, NO_COLOR: '1' })).toBe(false)
  })

  test('each grade stops commands with a word of its own', () => {
    const [first, second] = [logOf(GITHUB).plain(['x']), logOf(GITHUB).plain(['x'])]
    expect(first[0]).toMatch(/^::stop-commands::[0-9a-f-]{36}$/)
    expect(first[0]).not.toBe(second[0])
  })
})

describe("the job's summary", () => {
  test('is added to what is there, and fits in what is left of it', ({ folder }) => {
    const file = join(folder, 'summary.md')
    lay(folder, { 'summary.md': 'before\n' })
    writeSummary(report, { GITHUB_STEP_SUMMARY: file })
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n# \d+ of 100 points/)

    writeFileSync(file, 'x'.repeat(1024 * 1024 - 8000))
    writeSummary(report, { GITHUB_STEP_SUMMARY: file })
    expect(statSync(file).size).toBeGreaterThan(1024 * 1024 - 8000)
    expect(statSync(file).size).toBeLessThanOrEqual(1024 * 1024)

    const full = 'x'.repeat(1024 * 1024 - 100)
    writeFileSync(file, full)
    writeSummary(report, { GITHUB_STEP_SUMMARY: file })
    expect(readFileSync(file, 'utf8') === full).toBe(true)
  })

  test('that can not be written is said, and nothing more', ({ folder, onTestFinished }) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    onTestFinished(() => write.mockRestore())
    writeSummary(report, { GITHUB_STEP_SUMMARY: join(folder, 'none', 'summary.md') })
    expect(write).toHaveBeenCalledWith(
      expect.stringMatching(/^The job's summary can't be written: /),
    )
  })
})
