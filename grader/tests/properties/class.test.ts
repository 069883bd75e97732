import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { shown } from '../../class/archives/safe-path.ts'
import { unpack } from '../../class/archives/unpack.ts'
import { openClass } from '../../class/intake/open-class.ts'
import { readRoster } from '../../class/intake/roster.ts'
import { gradebook } from '../../class/results/gradebook.ts'
import { Unreadable } from '../../class/unreadable.ts'
import { isLitter } from '../../harness/litter.ts'
import { UnusableInput } from '../../harness/unusable-input.ts'
import { type Packed, tarOf, zipOf } from '../unit/class/pack.ts'
import { row } from '../unit/class/rows.ts'
import fc from './seeded.ts'

const FORMS = [
  ['zip', zipOf],
  ['tar.gz', tarOf],
] as const

/** Parts of paths: ordinary ones, and whatever somebody may think of. */
const part = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,3}(\.ts|\.zip)?$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '..',
      '.',
      '',
      'C:',
      'c:x',
      '__MACOSX',
      '.git',
      'con',
      'a\\..\\..',
      'nul.ts',
      '~',
    ),
  },
)

const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'))

const files: fc.Arbitrary<Packed[]> = fc
  .array(fc.record({ path, text: fc.string({ maxLength: 40 }) }), { maxLength: 6 })
  .map((all) => all.filter(({ path: it }) => canBePacked(it)))

/** The packers of these tests have limits of their own. */
function canBePacked(it: string): boolean {
  const length = Buffer.byteLength(it)
  return length > 3 && length < 90 && !it.includes('\0') && it.isWellFormed()
}

/** Runs a body in a folder of its own, inside another one in which nothing else may come to be. */
async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const outer = mkdtempSync(join(tmpdir(), 'socket-lab-property-'))
  try {
    const folder = join(outer, 'a/b/c/folder')
    mkdirSync(folder, { recursive: true })
    await body(folder)
    const outside = readdirSync(outer, { recursive: true, encoding: 'utf8' })
    const allowed = /^a(?:[\\/]b(?:[\\/]c(?:[\\/]folder(?:[\\/].*)?)?)?)?$/s
    expect(outside.filter((it) => !allowed.test(it))).toEqual([])
    expect(outside.filter((it) => lstatSync(join(outer, it)).isSymbolicLink())).toEqual([])
  } finally {
    rmSync(outer, { recursive: true, force: true })
  }
}

/** What of a path stays inside: what comes after the first step outside is somebody's fault already. */
function partsOf(it: string): string[] {
  const parts = it.split(/[\\/]/).filter((name) => name !== '' && name !== '.')
  return parts.includes('..') ? parts.slice(0, parts.indexOf('..')) : parts
}

/** The only errors that a bad archive may cause. */
function expectReason(error: unknown): void {
  expect(error).toSatisfy((it) => it instanceof Unreadable || it instanceof UnusableInput)
  expect((error as Error).message).toMatch(/^[^\n]{5,400}$/)
}

describe.for(FORMS)('a %s', ([ending, pack]) => {
  test('with any names is unpacked whole, or refused with a reason; nothing is outside', async () => {
    const property = fc.asyncProperty(files, (all) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, 'archive'), await pack(all))
        try {
          await unpack(join(folder, 'archive'), join(folder, 'to'))
          const wanted = all.filter(({ path: it }) => !it.split(/[\\/]/).some(isLitter))
          const names = readdirSync(join(folder, 'to'), { recursive: true, withFileTypes: true })
          const written = names.filter((it) => it.isFile()).length
          expect(written).toBe(wanted.filter(({ path: it }) => !/[\\/]$/.test(it)).length)
        } catch (error) {
          expectReason(error)
        }
      }),
    )
    await fc.assert(property, { numRuns: 150 })
  })

  test('however damaged, never does anything but give a reason', async () => {
    const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 8,
    })
    const cut = fc.option(fc.nat())
    const property = fc.asyncProperty(files, damage, cut, (all, flips, length) =>
      inFolder(async (folder) => {
        const whole = await pack([{ path: 'one.ts', text: 'some text' }, ...all])
        for (const { at, byte } of flips) whole[at % whole.length] = byte
        const bytes = length === null ? whole : whole.subarray(0, length % whole.length)
        writeFileSync(join(folder, 'archive'), bytes)
        await unpack(join(folder, 'archive'), join(folder, 'to')).catch(expectReason)
      }),
    )
    await fc.assert(property, { numRuns: 250 })
  })

  test('as the download of a class: nobody in it is lost without a line', async () => {
    const property = fc.asyncProperty(files, (all) =>
      inFolder(async (folder) => {
        const download = join(folder, `class.${ending}`)
        writeFileSync(download, await pack(all))
        try {
          const { handins, leftOut } = await openClass(download, join(folder, 'work'), undefined)
          const paths = handins.flatMap(({ parts }) => parts.map(({ path: it }) => it))
          const lines = handins.map(({ who }) => who)
          for (const { path: it } of all) {
            const inside = partsOf(it)
            if (inside.some(isLitter) || inside.length === 0) continue
            const own = join(folder, 'work/class', ...inside)
            const isSomebodys = paths.some(
              (known) => own === known || own.startsWith(`${known}${sep}`),
            )
            const spellings = [it, it.replaceAll('\\', '/')].flatMap((name) => [shown(name), name])
            // One student's part of the download is given up as a whole, under its own name.
            const names = [...spellings, inside.slice(0, 2).join('/')]
            const isNamed =
              lines.some((line) => names.includes(line)) ||
              leftOut.includes(inside.at(-1)?.normalize('NFC') as string)
            expect([it, isSomebodys || isNamed]).toEqual([it, true])
          }
        } catch (error) {
          expectReason(error)
        }
      }),
    )
    await fc.assert(property, { numRuns: 100 })
  })
})

/** Names as platforms make them, and others. */
const itemName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc
    .tuple(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.nat(3),
      fc.constantFrom('', '_', '_a.zip'),
    )
    .map(([who, id, rest]) => `${who}_${id}_assignsubmission_file${rest}`),
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.boolean(), fc.nat(3), fc.nat(9))
    .map(([who, late, id, file]) => `${who}${late ? '_LATE' : ''}_${id}_${file}_lab.zip`),
  fc
    .tuple(fc.nat(3), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ maxLength: 20 }))
    .map(([id, who, date]) => `${id}-9 - ${who} - ${date}`),
  fc
    .tuple(fc.nat(3), fc.nat({ max: 28 }), fc.nat(1259))
    .map(([id, day, time]) => `${id}-9 - Ann Lee - May ${day}, 2025 ${time} PM`),
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.nat(59))
    .map(([user, minute]) => `gradebook_C_L_${user}_attempt_2026-01-30-15-${minute}-00_x.zip`),
)

describe('names', () => {
  const items = fc
    .uniqueArray(itemName, { selector: (name) => name.normalize('NFC'), maxLength: 12 })
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => fc.boolean().map((isFolder) => ({ name, path: name, isFolder }))),
      ),
    )

  test('of any kind: everything is somebody’s once, or said to be nobody’s', () => {
    const property = fc.property(items, (all) => {
      const { handins, leftOut } = readRoster({ path: '', name: 'class', items: all })
      const named = handins.flatMap(({ parts, earlier }) => [
        ...parts.map(({ name }) => name),
        ...earlier,
      ])
      expect([...named, ...leftOut].toSorted()).toEqual(all.map(({ name }) => name).toSorted())
      const folders = all.filter(({ isFolder }) => isFolder).map(({ name }) => name)
      expect(leftOut.filter((name) => folders.includes(name))).toEqual([])
    })
    fc.assert(property, { numRuns: 1000 })
  })

  test('of any kind: each has a key that is a file name on every system, and its own', () => {
    const property = fc.property(items, (all) => {
      const keys = readRoster({ path: '', name: 'class', items: all }).handins.map(({ key }) => key)
      expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length)
      for (const key of keys) {
        expect(key).toMatch(/^[^<>:"/\\|?*\p{Cc}]{1,90}$/u)
        expect(key).not.toMatch(/^\.|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
      }
    })
    fc.assert(property, { numRuns: 1000 })
  })

  test('of any kind: the order in which they are listed changes nothing', () => {
    const property = fc.property(items, (all) => {
      const roster = (order: typeof all) => {
        const sorted = order.toSorted((left, right) => (left.name < right.name ? -1 : 1))
        return readRoster({ path: '', name: 'class', items: sorted })
      }
      expect(roster(all.toReversed())).toEqual(roster(all))
    })
    fc.assert(property, { numRuns: 200 })
  })
})

/** What a spreadsheet takes for a formula begins like this. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

test('a gradebook of any names is read back as it was, and computes nothing', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  const property = fc.property(text, text, (who, reason) => {
    const cells = parse(gradebook([row('x', { who, reason })], []), { bom: true }) as string[][]
    const line = cells[1] as string[]
    expect(line).toHaveLength((cells[0] as string[]).length)
    expect(line[0]).toBe(FORMULA.test(who) ? `'${who}` : who)
    for (const cell of line) expect(cell).not.toMatch(FORMULA)
  })
  fc.assert(property, { numRuns: 500 })
})
