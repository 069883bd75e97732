import { marked } from 'marked'
import { Parser } from 'tap-parser'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { formats } from '../../reports/registry.ts'
import { terminalReport } from '../../reports/terminal.ts'
import type { Report } from '../../scoring/report.ts'
import { classesOf, elementsOf, isActive } from '../unit/reports/html/elements.ts'
import { checksOf } from '../unit/reports/sample.ts'
import { schemaFile, validated } from '../unit/reports/schema.ts'
import { hostileOutcomes, hostileText, scored } from './gradings.ts'
import fc from './seeded.ts'

/** Reads a report in a format back, and fails where that cannot be done. */
type Reader = (text: string, report: Report) => void | Promise<void>

/** How each format of the registry is read. */
const READERS: Record<string, Reader> = {
  json: (text, report) => expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report))),
  html: (text, report) => {
    const elements = elementsOf(text)
    expect(elements.filter(isActive)).toEqual([])
    const checks = elements.filter((element) => classesOf(element).includes('check'))
    expect(checks).toHaveLength(checksOf(report).length)
  },
  markdown: (text, report) => {
    const html = marked.parse(text, { async: false })
    expect(html).not.toMatch(/<(script|img|a|em|del|h4)\b/)
    expect(html.match(/<tr>/g)).toHaveLength(checksOf(report).length + report.tasks.length)
  },
  junit: async (contents) => {
    const schema = { fileName: 'strict.xsd', contents: schemaFile('junit-strict.xsd') }
    const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents }, schema })
    expect(errors).toEqual([])
  },
  tap: (text, report) => {
    const parser = new Parser({ strict: true })
    let points = 0
    parser.on('assert', () => points++)
    parser.end(text)
    expect(parser.results?.failures.filter((failure) => failure.tapError)).toEqual([])
    expect(points).toBe(checksOf(report).length)
  },
  gradescope: (text) => void validated('gradescope', text),
  prairielearn: (text) => void validated('prairielearn', text),
  classroom50: (text) => void validated('classroom50', text),
  'github-classroom': (text) => {
    expect(text).toMatch(/^(checks-of-\d=[\w+/]+=*\n)+$/)
    for (const line of text.trimEnd().split('\n')) {
      const code = line.slice(line.indexOf('=') + 1)
      validated('github-classroom', Buffer.from(code, 'base64').toString('utf8'))
    }
  },
}

/** Reading XML and HTML back takes a moment each time. */
const RUNS: Record<string, number> = { junit: 8, html: 10 }

test.for(formats.map(({ name }) => name))(
  'whatever programs print, %s can be read back',
  async (name) => {
    const format = formats.find((known) => known.name === name)
    const read = READERS[name]
    if (!format || !read) throw new Error(`nothing here reads ${name}`)
    const property = fc.asyncProperty(grading, async (report) => {
      await read(format.render(report, {}), report)
    })
    await fc.assert(property, { numRuns: RUNS[name] ?? 25 })
  },
)

test('whatever programs print, a terminal shows nothing but text', () => {
  fc.assert(
    fc.property(grading, (report) => {
      const text = terminalReport(report, { colour: false })
      expect(text.match(/(?![\n\t])\p{Cc}/gu) ?? []).toEqual([])
      for (const { id } of checksOf(report)) expect(text).toContain(id)
    }),
  )
})

const grading = fc
  .record({
    outcomes: hostileOutcomes,
    submission: hostileText,
    seed: hostileText,
    faults: fc.array(hostileText, { maxLength: 2 }),
  })
  .map(scored)
