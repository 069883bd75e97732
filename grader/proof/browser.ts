import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Starts a browser of this machine's, to look at pages with. @returns undefined where there is none */
export async function startBrowser(): Promise<Browser | undefined> {
  const executablePath = findBrowser()
  // Chromium's own sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args })
}

/** What to say where there is no browser. */
export const NO_BROWSER = 'no Chromium or Chrome was found: install one, or name it in CHROMIUM'

function findBrowser(): string | undefined {
  const { CHROMIUM, PATH = '' } = process.env
  if (CHROMIUM) return CHROMIUM
  const onPath = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...INSTALLED].find((path) => existsSync(path))
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
