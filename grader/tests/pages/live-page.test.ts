import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { ROOT } from '../../proof/fixtures.ts'
import { Command } from '../proof/command.ts'
import { accessibilityFaults, test as base, open } from './browser.ts'

const SERVER = 't1-tcp-echo/server.ts'
/** Long after anything here would have happened (ms). */
const PATIENCE = { timeout: 60_000 }

/** A copy of the reference, the command that watches it, and its page in a browser. */
const test = base
  .extend('folder', ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-lab-live-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    cpSync(join(ROOT, 'reference'), folder, { recursive: true })
    return folder
  })
  .extend('command', ({ folder, onTestFinished }) => {
    const args = [
      folder,
      '--watch',
      '--open',
      '--task',
      't1.server.banner',
      '--task',
      't1.client.send',
    ]
    const command = new Command('grade.mjs', args, { env: { BROWSER: fakeBrowser(folder) } })
    onTestFinished(() => command.kill())
    return command
  })
  .extend('url', async ({ command }) => {
    const told = await command.until('/\n')
    return told.slice(told.indexOf('http')).trim()
  })
  .extend('live', async ({ browser, show, url, onTestFinished }) => {
    // What `show` needs, the browser, is what this needs.
    if (!browser || !show) throw new Error('skipped')
    const shown = await open(browser, url)
    onTestFinished(() => shown.page.context().close())
    return shown
  })

test('the page follows what is saved, and keeps what is open', async ({
  folder,
  live,
  command,
  url,
  expect,
}) => {
  const { page, requests, complaints } = live
  await page.getByText('5 of 5 points.').waitFor(PATIENCE)
  await check(page, 't1.client.send').locator('> summary').click()
  const path = join(folder, SERVER)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replaceAll('Starting up', 'Hello from'))
  await page.getByText('3 of 5 points.').waitFor(PATIENCE)
  await check(page, 't1.server.banner').and(page.locator('.failed[open]')).waitFor()
  expect(await check(page, 't1.client.send').getAttribute('open')).not.toBeNull()
  expect(await page.title()).toContain('3 of 5 points')
  expect(await accessibilityFaults(page)).toEqual([])
  writeFileSync(path, text)
  await page.getByText('5 of 5 points.').waitFor(PATIENCE)
  expect({ complaints, foreign: requests.filter((it) => !it.startsWith(url)) }).toEqual({
    complaints: [],
    foreign: [],
  })
  command.interrupt()
  await page.getByText('The watch has ended').waitFor(PATIENCE)
})

test('nothing else is served, and to nobody who does not know the address', async ({
  url,
  expect,
}) => {
  const { origin, host } = new URL(url)
  expect(await statusOf(url)).toBe(200)
  expect(await statusOf(url, `localhost:${new URL(url).port}`)).toBe(200)
  expect(await statusOf(url, 'example.org')).toBe(403)
  for (const path of ['/', '/events', '/x/', `${new URL(url).pathname}../`, '/package.json']) {
    expect(await statusOf(origin + path, host)).toBe(404)
  }
})

test.skipIf(process.platform !== 'linux')(
  'a browser is opened (shown on Linux alone, where it can be named)',
  async ({ folder, url }) => {
    await vi.waitFor(() => {
      if (readFileSync(join(folder, 'opened'), 'utf8').trim() !== url) throw new Error('not yet')
    }, PATIENCE)
  },
)

function check(page: Awaited<ReturnType<typeof open>>['page'], id: string) {
  return page.locator('.check', { has: page.locator(`[id="${id}"]`) })
}

/** A program that notes what it was to open. */
function fakeBrowser(folder: string): string {
  const path = join(folder, 'browser.sh')
  writeFileSync(path, `#!/bin/sh\necho "$1" > '${join(folder, 'opened')}'\n`)
  chmodSync(path, 0o755)
  return path
}

function statusOf(url: string, host = new URL(url).host): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host } }, (response) => {
      response.destroy()
      resolve(response.statusCode)
    })
    asked.on('error', reject).end()
  })
}
