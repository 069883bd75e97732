import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../proof/fixtures.ts'
import { takePictures } from '../../proof/pictures.ts'
import { test } from './browser.ts'
import { troubledReport } from './reports.ts'

const FOLDER = 'docs/pictures'

test('npm run pictures takes all pictures that there are, and the README shows them', async ({
  browser,
  show,
  expect,
}) => {
  if (!browser || !show) throw new Error('skipped')
  const pictures = await takePictures(browser, async () => troubledReport())
  expect(readdirSync(join(ROOT, FOLDER)).toSorted()).toEqual(Object.keys(pictures).toSorted())
  for (const png of Object.values(pictures)) {
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    expect(Math.min(width, height)).toBeGreaterThan(400)
  }
  const shown = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/docs\/pictures\/[\w-]+\.png/g)
  expect(shown?.toSorted()).toEqual(
    Object.keys(pictures)
      .map((name) => `${FOLDER}/${name}`)
      .toSorted(),
  )
})
