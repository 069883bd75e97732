import { describe } from 'vitest'
import { htmlReport } from '../../reports/html/report-page.ts'
import { reportWith } from '../unit/reports/sample.ts'
import { accessibilityFaults, openAll, overflow, test } from './browser.ts'
import { hostileReport, troubledReport } from './reports.ts'

const WIDTHS = [360, 820, 1600]
const troubled = htmlReport(troubledReport())
const hostile = htmlReport(hostileReport())

describe("the student's page", () => {
  test.for(WIDTHS)(
    'fits a window of %d pixels, with everything open',
    async (width, { show, expect }) => {
      for (const html of [troubled, hostile]) {
        const { page } = await show(html, { viewport: { width, height: 800 } })
        expect(await overflow(page)).toBe(0)
        await openAll(page)
        expect(await overflow(page)).toBe(0)
      }
    },
  )

  test.for(['light', 'dark'] as const)(
    'obeys WCAG 2.2 AA when it is %s',
    async (colorScheme, { show, expect }) => {
      const { page } = await show(troubled, { colorScheme })
      await openAll(page)
      expect(await accessibilityFaults(page)).toEqual([])
    },
  )

  test('asks for nothing and complains of nothing', async ({ show, expect }) => {
    for (const html of [troubled, hostile]) {
      const { requests, complaints } = await show(html)
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] })
    }
  })

  test('says first what to do next, then the score by task, then every check', async ({
    show,
    expect,
  }) => {
    const { page } = await show(htmlReport(reportWith({ 't2.client.exit': { result: 'failed' } })))
    const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(headings.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'The next step',
      'Score',
      'T1 TCP echo 30 of 30',
      'T2 UDP echo 28 of 30',
      'T3 Guess the number 40 of 40',
    ])
    await page.getByRole('link', { name: 't2.client.exit' }).click()
    expect(page.url()).toMatch(/#t2\.client\.exit$/)
  })
})

describe('without scripts', () => {
  const OFF = { javaScriptEnabled: false }

  test('checks and messages open and close by keyboard', async ({ show, expect }) => {
    const { page } = await show(troubled, OFF)
    const check = page.locator('.check', { hasText: 't1.server.queue' })
    const bytes = check.locator('.bytes').first()
    await check.locator('> summary').focus()
    await page.keyboard.press('Enter')
    await check.locator('.message summary').first().focus()
    expect(await bytes.isVisible()).toBe(false)
    await page.keyboard.press('Space')
    expect(await bytes.innerText()).toContain('54 65 73 74')
  })

  test('a link to a check that is closed opens it', async ({ show, expect }) => {
    const { page } = await show(troubled, OFF)
    const cause = page.locator('[id="t3.server.listen"]')
    expect(await cause.isVisible()).toBe(true)
    await page.locator('.check.failed', { has: cause }).locator('> summary').click()
    expect(await cause.isVisible()).toBe(false)
    await page
      .locator('.check.blocked', { hasText: 't3.server.answers' })
      .locator('> summary')
      .click()
    await page.locator('[id="t3.server.answers"] a').click()
    await cause.waitFor({ state: 'visible' })
  })
})

describe('a sequence diagram', () => {
  test('shows lost, cut and late messages as such', async ({ show, expect }) => {
    const { page } = await show(troubled)
    const fates = await page.locator('.fate').allTextContents()
    expect(fates).toEqual(['cut: 16 of 33 bytes', 'did not arrive', 'no answer', 'too late'])
    const crosses = await page.locator('.cross').count()
    expect(crosses).toBe(2)
  })

  test('reads as a list of sentences', async ({ show, expect }) => {
    const { page } = await show(troubled)
    const rows = page.getByRole('list', { name: 'What passed in t1.server.log' })
    const text = (await rows.innerText()).replaceAll(/\s+/g, ' ')
    expect(text).toContain('server starts with --port=20000')
    expect(text).toContain('grader, as a client to server: "Test message. This will be echoed"')
  })
})

test('output is shown with the lines that were judged marked', async ({ show, expect }) => {
  const { page } = await show(troubled)
  const check = page.locator('.check', { has: page.locator('[id="t1.server.log"]') })
  const lines = check.getByRole('list', { name: 'What the server printed' }).getByRole('listitem')
  const marked = lines.filter({ has: page.getByRole('img') })
  const rows = (await marked.allInnerTexts()).map((text) => text.split(/\s+/).slice(0, 2).join(' '))
  expect(rows).toEqual(['1 ✗', '2 ✓', '4 ✗'])
})

describe('on paper', () => {
  test('nothing is cut off, and what failed is there in full', async ({ show, expect }) => {
    const { page } = await show(troubled, {
      colorScheme: 'dark',
      viewport: { width: 700, height: 1000 },
    })
    await page.emulateMedia({ media: 'print' })
    expect(await overflow(page)).toBe(0)
    const paper = await page.evaluate(
      'getComputedStyle(document.documentElement).getPropertyValue("--ink")',
    )
    expect(paper).toBe('#1f1c19')
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('what a program printed', () => {
  test('is shown, and never executed', async ({ show, expect }) => {
    const { page, requests, complaints } = await show(hostile)
    await openAll(page)
    expect(
      await page.locator('script, iframe, img, form, base, [onload], [onclick], [onerror]').count(),
    ).toBe(0)
    expect(await page.locator('a:not([href^="#"])').count()).toBe(0)
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>')
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] })
  })

  test('would not be executed either if it came in as markup', async ({ show, expect }) => {
    const injected = troubled.replace(
      '<main>',
      '<main><script>alert(1)</script><img src=x onerror=alert(2)>',
    )
    const { complaints } = await show(injected)
    expect(complaints.filter((it) => it.startsWith('dialog'))).toEqual([])
    expect(complaints.join()).toContain('Content Security Policy')
  })
})
