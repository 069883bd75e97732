/**
 * `npm run pictures`: takes the pictures in `docs/pictures/` anew, of real grades of fixtures in a
 * real browser.
 *
 * Exit code: 0 taken; 1 there is no browser.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { grade } from '../engine/grade.ts'
import { DEFAULT_LIMITS } from '../harness/sandbox/limits.ts'
import { findSandbox } from '../harness/sandbox/sandbox.ts'
import { readSubmission } from '../harness/submission.ts'
import { rubric } from '../lab/rubric.ts'
import { extensions, places } from '../lab/tasks.ts'
import { NO_BROWSER, startBrowser } from '../proof/browser.ts'
import { ROOT } from '../proof/fixtures.ts'
import { takePictures } from '../proof/pictures.ts'
import type { Report } from '../scoring/report.ts'

/** The same text and numbers in the pictures of today and of tomorrow. */
const SEED = 'buoi9gam'

process.exitCode = await main()

async function main(): Promise<number> {
  const browser = await startBrowser()
  if (!browser) {
    console.error(`No pictures: ${NO_BROWSER}.`)
    return 1
  }
  try {
    write(await takePictures(browser, gradeStarter))
    return 0
  } finally {
    await browser.close()
  }
}

async function gradeStarter(folder: string): Promise<Report> {
  const submission = readSubmission(folder, places, extensions)
  const selected = rubric.map(({ id }) => id)
  const how = { strict: false, seed: SEED, limits: DEFAULT_LIMITS }
  const sandbox = await findSandbox('auto')
  return grade({ ...submission, name: 'starter' }, { ...how, selected, sandbox })
}

function write(pictures: Readonly<Record<string, Buffer>>): void {
  const folder = join(ROOT, 'docs/pictures')
  mkdirSync(folder, { recursive: true })
  for (const [name, png] of Object.entries(pictures)) {
    writeFileSync(join(folder, name), png)
    console.log(`docs/pictures/${name}`)
  }
}
