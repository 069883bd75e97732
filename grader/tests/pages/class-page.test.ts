import { describe } from 'vitest'
import { classPage, projectorPage } from '../../class/page/class-page.ts'
import { accessibilityFaults, openAll, overflow, test } from './browser.ts'
import { classOf, hostileClass } from './classes.ts'

const small = classOf(60)
const html = classPage(small.file, small.failures)
const projected = projectorPage(small.file, small.failures)

describe('the page of a class', () => {
  test.for([360, 820, 1600])('fits a window of %d pixels', async (width, { show, expect }) => {
    for (const page of [html, projected, hostile()]) {
      const shown = await show(page, { viewport: { width, height: 800 } })
      await openAll(shown.page)
      expect(await overflow(shown.page)).toBe(0)
    }
  })

  test.for(['light', 'dark'] as const)(
    'obeys WCAG 2.2 AA when it is %s',
    async (colorScheme, { show, expect }) => {
      for (const page of [html, projected]) {
        const shown = await show(page, { colorScheme })
        await openAll(shown.page)
        expect(await accessibilityFaults(shown.page)).toEqual([])
      }
    },
  )

  test('says how many failed each check, and why, with examples and names', async ({
    show,
    expect,
  }) => {
    const { page } = await show(html)
    const lesson = page.locator('.lesson').first()
    const { id, failed } = small.file.tally.checks.toSorted((a, b) => b.failed - a.failed)[0] as {
      id: string
      failed: number
    }
    expect(await lesson.locator('.id').innerText()).toBe(id)
    await lesson.locator('summary').first().press('Enter')
    const counts = await lesson.locator('.cause .count').allInnerTexts()
    expect(counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(failed)
    expect(await lesson.locator('.cause .who').first().innerText()).toContain('Byrne 0, Aoife')
    expect(await lesson.locator('.example').first().innerText()).toContain('hello, I am Byrne 0')
  })

  test('asks for nothing and complains of nothing', async ({ show, expect }) => {
    const { requests, complaints } = await show(html)
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] })
  })
})

describe('the table of students', () => {
  test('is sorted by any column, up and down, by keyboard', async ({ show, expect }) => {
    const { page } = await show(html)
    const heading = page.getByRole('columnheader', { name: 'Score' })
    const scores = () => page.locator('tbody td:nth-child(3)').allInnerTexts()
    await heading.getByRole('button').press('Enter')
    const known = (await scores()).filter((text) => text !== '').map(Number)
    expect(known).toEqual(known.toSorted((left, right) => left - right))
    expect(await heading.getAttribute('aria-sort')).toBe('ascending')
    // Who has no score comes last, either way.
    expect((await scores()).at(-1)).toBe('')
    await heading.getByRole('button').press('Space')
    expect((await scores()).slice(0, known.length).map(Number)).toEqual(known.toReversed())
    expect(await heading.getAttribute('aria-sort')).toBe('descending')
    expect((await scores()).at(-1)).toBe('')
  })

  test('is filtered by words and by what was failed', async ({ show, expect }) => {
    const { page } = await show(html)
    const shown = page.locator('tbody tr:not([hidden])')
    await page.getByLabel('Find').fill('byrne late')
    expect(await shown.allInnerTexts()).toEqual([expect.stringContaining('Byrne 0, Aoife')])
    expect(await page.getByRole('status').innerText()).toBe('1 of 60 shown')
    await page.getByLabel('Find').fill('')
    const { id, failed } = small.file.tally.checks.find((check) => check.failed > 0) as {
      id: string
      failed: number
    }
    await page.getByLabel('Failed').selectOption(id)
    expect(await shown.count()).toBe(failed)
  })

  test('leads from each line to the page of that student', async ({ show, expect }) => {
    const { page } = await show(html)
    const link = page.getByRole('row', { name: /Súilleabháin 1,/ }).getByRole('link')
    const path = decodeURIComponent((await link.getAttribute('href')) ?? '')
    expect(path).toBe('submissions/Ó Súilleabháin 1, Noor/report.html')
    const missing = page.getByRole('row', { name: /nothing handed in/ })
    expect(await missing.count()).toBe(1)
    expect(await missing.getByRole('link').count()).toBe(0)
  })

  test('is there without scripts', async ({ show, expect }) => {
    const { page } = await show(html, { javaScriptEnabled: false })
    expect(await page.locator('tbody tr').count()).toBe(60)
    expect(await page.getByLabel('Find').isVisible()).toBe(false)
  })
})

test('for the projector there are no names, not even in what was printed', ({ expect }) => {
  expect(projected).toContain('hello, I am …')
  const names = small.file.rows.flatMap(({ who, id, key }) => [
    who,
    id,
    key,
    ...who.split(/[\s,]+/),
  ])
  expect(names.filter((name) => name.length > 3 && projected.includes(name))).toEqual([])
})

test('what students printed, and what they are called, is shown and never executed', async ({
  show,
  expect,
}) => {
  const { page, requests, complaints } = await show(hostile())
  await openAll(page)
  expect(await page.locator('script, iframe, img, base, [onload], [onerror]').count()).toBe(1)
  expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>')
  expect({ requests, complaints }).toEqual({ requests: [], complaints: [] })
})

test('a class of 1,000 opens at once', async ({ show, expect }) => {
  const { file, failures } = classOf(1000)
  const large = classPage(file, failures)
  expect(large.length).toBeLessThan(1_500_000)
  const { page } = await show(large)
  const elements = await page.evaluate('document.querySelectorAll("*").length')
  expect(elements).toBeLessThan(25_000)
  // A second on a slow machine; here others may be at work on it.
  const ready = await page.evaluate(
    'performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd',
  )
  expect(ready).toBeLessThan(10_000)
  await page.getByLabel('Find').fill('murphy 702')
  expect(await page.getByRole('status').innerText()).toBe('1 of 1000 shown')
})

function hostile(): string {
  const { file, failures } = hostileClass()
  return classPage(file, failures)
}
