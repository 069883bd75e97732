import { marked, type Tokens } from 'marked'
import { expect, test } from 'vitest'
import { markdownReport } from '../../../reports/markdown.ts'
import { cell } from '../../../reports/markdown-text.ts'
import { harmless } from '../../../reports/plain.ts'
import { checksOf, HOSTILE, sampleReport } from './sample.ts'

const report = sampleReport()
const text = markdownReport(report)
const tokens = marked.lexer(text)

test('every check is a row with its status and points', () => {
  const tables = tokens.filter((token): token is Tokens.Table => token.type === 'table')
  const rows = tables.flatMap((table) => table.rows.map((row) => row.map((it) => it.text)))
  expect(rows.map(([, id]) => id)).toEqual(checksOf(report).map(({ id }) => `\`${id}\``))
  expect(rows.find(([, id]) => id === '`t1.server.log`')?.slice(0, 3)).toEqual([
    '❌',
    '`t1.server.log`',
    '0/2',
  ])
})

test('what failed is there in full, what passed is not', () => {
  const blocks = tokens.filter((token): token is Tokens.Code => token.type === 'code')
  expect(blocks.map((block) => block.text)).toContain(
    `expected this, but that:\n${harmless(HOSTILE)}`,
  )
  expect(text).not.toContain('### `t1.server.echo`')
})

test('errors of type are there', () => {
  expect(text).toContain('TypeScript finds errors of type, which cost no points:\n  <script>')
  expect(markdownReport({ ...report, typeErrors: [] })).not.toContain('TypeScript')
})

test('what a program printed stays text: no element and no link comes of it', () => {
  const html = marked.parse(text, { async: false })
  const own = ['h1', 'h2', 'h3', 'p', 'strong', 'code', 'pre', 'sub', 'details', 'summary']
  const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td']
  const names = [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name]) => name as string)
  expect([...new Set(names)].filter((name) => ![...own, ...tables].includes(name))).toEqual([])
})

test('hostile text outside of a block is shown as it is', () => {
  const named = { ...sampleReport(), faults: [HOSTILE], seed: '<b>' }
  const html = marked.parse(markdownReport(named), { async: false })
  expect(html).not.toMatch(/<(script|img|b|a|em)\b/)
  expect(html).toContain('&lt;script&gt;')
})

test('a bar in a cell ends no cell, in code or out of it', () => {
  const text = `| a |\n| --- |\n| ${cell('a | b `c | d`')} |`
  const [table] = marked.lexer(text) as Tokens.Table[]
  expect(table?.rows.map((row) => row.map((it) => it.tokens.map(textOf).join('')))).toEqual([
    ['a | b c | d'],
  ])
})

function textOf(token: Tokens.Generic): string {
  return token.text
}
