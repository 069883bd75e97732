import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { htmlReport } from '../reports/html/report-page.ts'
import { terminalReport } from '../reports/terminal.ts'
import type { Report } from '../scoring/report.ts'
import { ROOT, withLaid } from './fixtures.ts'
import { terminalPage } from './terminal-page.ts'

/** Grades a folder under the name that a student's has. */
export type GradeStarter = (folder: string) => Promise<Report>

/** Pictures for the documentation, of real grades of fixtures: PNG files by name. */
export async function takePictures(
  browser: Browser,
  grade: GradeStarter,
): Promise<Record<string, Buffer>> {
  const capitals = await gradeTogether(['t1-server-uppercase'], grade)
  const text = shortened(terminalReport(capitals, { colour: true }))
  const page = htmlReport(await gradeTogether(MISTAKES, grade))
  const pictures: Record<string, Buffer> = {}
  pictures['terminal.png'] = await taken(browser, terminalPage(text), 'dark', (it) =>
    it.locator('pre').screenshot(),
  )
  for (const scheme of ['light', 'dark'] as const) {
    pictures[`page-${scheme}.png`] = await taken(browser, page, scheme, (it) => it.screenshot())
    pictures[`check-${scheme}.png`] = await taken(browser, page, scheme, firstFailed)
  }
  return pictures
}

/** The first check that failed, with a little room around it. */
async function firstFailed(page: Page): Promise<Buffer> {
  const box = await page.locator('.check.failed').first().boundingBox()
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 }
  const clip = { x: x - 16, y: y + 1, width: width + 32, height: height - 2 }
  return page.screenshot({ fullPage: true, clip })
}

/** A mistake in each of three programs. */
const MISTAKES = ['t1-server-log-own-port', 't1-client-one-line', 't2-server-counts-characters']

/** Several mistakes in one submission. */
function gradeTogether(
  [first, ...others]: readonly string[],
  grade: GradeStarter,
): Promise<Report> {
  const fixture = (name = '') => join(ROOT, 'fixtures/wrong', name)
  return withLaid(fixture(first), (folder) => {
    for (const other of others) cpSync(fixture(other), folder, { recursive: true })
    return grade(folder)
  })
}

/** The first failed check, and what is to be done next. */
function shortened(text: string): string {
  const lines = text.trimEnd().split('\n')
  const end = lines.findIndex((line) => line.includes('again: '))
  const score = lines.findLastIndex((line) => line.includes(' points'))
  return [...lines.slice(0, end + 3), '      …', '', ...lines.slice(score)].join('\n')
}

/** Wide enough for the diagram and the output beside each other, and fine enough for a sharp screen. */
const WINDOW = { viewport: { width: 1080, height: 760 }, deviceScaleFactor: 1.5 }

async function taken(
  browser: Browser,
  html: string,
  colorScheme: 'light' | 'dark',
  take: (page: Page) => Promise<Buffer>,
): Promise<Buffer> {
  const context = await browser.newContext({ ...WINDOW, colorScheme })
  const page = await context.newPage()
  await page.setContent(html)
  try {
    return await take(page)
  } finally {
    await context.close()
  }
}
