import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { source as axe } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { test as base } from 'vitest'
import { NO_BROWSER, startBrowser } from '../../proof/browser.ts'

/** A page in a real browser, and all that it did besides showing itself. */
export type Shown = {
  page: Page
  /** Addresses that it asked for, apart from its own. */
  requests: string[]
  /** What the console says, uncaught errors and dialogs. */
  complaints: string[]
}

/** Tests with a real browser; skipped, with the reason, where there is none. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: the pattern tells which fixtures this one needs: none
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await startBrowser()
    onCleanup(() => browser?.close())
    return browser
  })
  .extend('show', ({ browser, skip, onTestFinished }) => {
    if (!browser) skip(NO_BROWSER)
    return async (html: string, options: BrowserContextOptions = {}): Promise<Shown> => {
      const folder = mkdtempSync(join(tmpdir(), 'socket-lab-page-'))
      const file = join(folder, 'page.html')
      writeFileSync(file, html)
      const shown = await open(browser as Browser, pathToFileURL(file).href, options)
      onTestFinished(async () => {
        await shown.page.context().close()
        rmSync(folder, { recursive: true, force: true })
      })
      return shown
    }
  })

/** Opens an address in a window of its own and waits until it has loaded. */
export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Shown> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const shown: Shown = { page, requests: [], complaints: [] }
  page.on('request', (request) => {
    if (request.url() !== url && request.url() !== 'data:,') shown.requests.push(request.url())
  })
  page.on('console', (message) => shown.complaints.push(message.text()))
  page.on('pageerror', (error) => shown.complaints.push(error.message))
  page.on('dialog', (dialog) => {
    shown.complaints.push(`dialog: ${dialog.message()}`)
    dialog.dismiss()
  })
  await page.goto(url)
  return shown
}

/** What an automated checker finds against WCAG 2.2 AA, one line for each place. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate((tags) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  }, WCAG)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** How much wider than the window the page is (px). */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth')
}

/** Opens whatever on the page can be opened. */
export function openAll(page: Page): Promise<void> {
  return page.evaluate('for (const it of document.querySelectorAll("details")) it.open = true')
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
