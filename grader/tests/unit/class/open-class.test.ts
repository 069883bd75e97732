import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { layOut } from '../../../class/intake/lay-out.ts'
import { openClass } from '../../../class/intake/open-class.ts'
import type { Handin } from '../../../class/intake/roster.ts'
import { test as base, lay } from '../bench.ts'
import { type Packed, tarOf, zipOf } from './pack.ts'

const SERVER = 't1-tcp-echo/server.ts'

type Content = string | readonly Packed[]

const test = base
  .extend('work', ({ folder }) => join(folder, 'work'))
  /** Lays a class: a text, or for an archive what is in it. @returns its handins */
  .extend('opened', ({ folder, work }) => {
    return async (files: Record<string, Content>, names?: string) => {
      await layClass(join(folder, 'class'), files)
      return openClass(join(folder, 'class'), work, names)
    }
  })
  /** What becomes of one submission: the programs that it has, or the reason why there are none. */
  .extend('laidOut', ({ work, opened }) => {
    return async (files: Record<string, Content>) => {
      const { handins } = await opened(files)
      return outcome(handins[0] as Handin, work)
    }
  })

async function layClass(folder: string, files: Record<string, Content>): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (typeof content === 'string') writeFileSync(path, content)
    else writeFileSync(path, await (name.endsWith('.zip') ? zipOf : tarOf)(content))
  }
}

async function outcome(handin: Handin, work: string): Promise<string> {
  try {
    const submission = await layOut(handin, join(work, 'one'))
    return Object.keys(submission.programs).join(' ')
  } catch (error) {
    return (error as Error).message
  }
}

function program(path: string, text = 'x'): Packed {
  return { path, text }
}

describe('whose it is', () => {
  test('folders and archives are named after their students', async ({ opened }) => {
    const { platform, handins, leftOut } = await opened({
      'ann/t1-tcp-echo/server.ts': '',
      'bob.zip': [program(SERVER)],
      'cy.tar.gz': [program(SERVER)],
      'dee.tgz': [program(SERVER)],
      'notes.txt': '',
      '.DS_Store': '',
      '__MACOSX/._x': '',
    })
    expect({ platform, leftOut }).toEqual({ platform: 'plain', leftOut: ['notes.txt'] })
    expect(handins.map(({ who }) => who)).toEqual(['ann', 'bob', 'cy', 'dee'])
  })

  test('several files of one student in Canvas are one submission', async ({ opened }) => {
    const { handins } = await opened({
      'doejane_LATE_1_11_t1.zip': [program(SERVER)],
      'doejane_LATE_1_12_t2.zip': [program('t2-udp-echo/server.ts')],
      'roebob_2_13_lab.zip': [program(SERVER)],
    })
    expect(handins).toMatchObject([
      { key: 'doejane_1', isLate: true, attempt: 1 },
      { key: 'roebob_2', isLate: false },
    ])
    expect(handins[0]?.parts.map(({ file }) => file)).toEqual(['t1.zip', 't2.zip'])
  })

  test("the newest of a student's attempts in Brightspace counts", async ({ opened }) => {
    const { handins } = await opened({
      'index.html': '',
      '1-9 - Jane Doe - 05 March 2026 612 PM/lab.zip': [program(SERVER)],
      '1-9 - Jane Doe - 01 April 2026 900 AM/lab.zip': [program(SERVER)],
      '1-9 - Jane Doe - 30 March 2026 1100 PM/lab.zip': [program(SERVER)],
      '2-9 - Bob Roe - March 3, 2026 612 PM/lab.zip': [program(SERVER)],
    })
    const jane = handins.find(({ who }) => who === 'Jane Doe')
    expect(jane).toMatchObject({ attempt: 3, time: '2026-04-01T09:00' })
    expect(jane?.earlier).toEqual([
      '1-9 - Jane Doe - 05 March 2026 612 PM',
      '1-9 - Jane Doe - 30 March 2026 1100 PM',
    ])
    expect(handins.find(({ who }) => who === 'Bob Roe')).toMatchObject({ attempt: 1, earlier: [] })
  })

  test('attempts that can not be put in order are not guessed', async ({ laidOut }) => {
    const reason = await laidOut({
      '1-9 - Jane Doe - 3-4-2026/lab.zip': [program(SERVER)],
      '1-9 - Jane Doe - 4-3-2026/lab.zip': [program(SERVER)],
    })
    expect(reason).toBe(
      "2 attempts, and their dates can't be compared: leave only the one that counts",
    )
  })

  test('a folder that wraps all is stepped into, one student is not', async ({ opened }) => {
    const { handins } = await opened({
      'Lab 2/ann/t1-tcp-echo/server.ts': '',
      'Lab 2/bob/t1-tcp-echo/server.ts': '',
    })
    expect(handins.map(({ who }) => who)).toEqual(['ann', 'bob'])
  })

  test('one student alone is one student', async ({ opened }) => {
    const { handins } = await opened({ 'ann/lab/t1-tcp-echo/server.ts': '' })
    expect(handins.map(({ who }) => who)).toEqual(['ann'])
  })

  test('a list of names says who it is, and who is missing', async ({ opened, folder }) => {
    const list = join(folder, 'names.csv')
    writeFileSync(list, 'Folder;Name;ID;Late\na1.zip;Ann Lee;s1;yes\nb2;Bob Roe;s2;\nc3;Cy;s3;\n')
    const { platform, handins } = await opened({ 'a1.zip': [], 'b2/x': '', 'd4/x': '' }, list)
    expect(platform).toBe('names')
    expect(handins).toMatchObject([
      { who: 'Ann Lee', id: 's1', isLate: true, attempt: 1 },
      { who: 'Bob Roe', id: 's2', isLate: false, attempt: 1 },
      { who: 'Cy', id: 's3', attempt: 0, problem: 'there is no c3' },
      { who: 'd4', attempt: 1 },
    ])
  })

  test.for([
    ['name,id\nx,y\n', 'needs a column "file"'],
    ['', 'is empty'],
    ['file,name\na,A\na,B\n', 'names a twice'],
    ['file,name\n"a,A\n', 'is no table in CSV'],
  ] as const)('a list that is none is named: %j', async ([text, words], { opened, folder }) => {
    writeFileSync(join(folder, 'names.csv'), text)
    await expect(opened({ 'a/x': '' }, join(folder, 'names.csv'))).rejects.toThrow(words)
  })

  test('nothing that could be a submission is said', async ({ opened }) => {
    await expect(opened({ 'notes.txt': '' })).rejects.toThrow('holds no submission')
  })

  test('names that a file system may take for one stay two', async ({ opened }) => {
    const files = { 'Ann?/x': '', 'Ann*/x': '', 'ann_/x': '', 'CON/x': '', '..x/x': '' }
    const { handins } = await opened(files)
    expect(handins.map(({ key }) => key)).toEqual(['Ann_', 'Ann_~2', '_CON', 'ann_~3', 'x'])
  })
})

describe('where the programs are', () => {
  test.for([
    ['at the top', { 'ann/t1-tcp-echo/server.ts': '' }],
    ['a folder deep', { 'ann/lab/t1-tcp-echo/server.ts': '', 'ann/notes.txt': '' }],
    ['two folders deep', { 'ann/a/b/t1-tcp-echo/server.py': '' }],
    ['by the sheet', { 'ann/x/PT1/1_13a_echo_server.py': '' }],
    ['in an archive', { 'ann.zip': [program(SERVER)] }],
    ['deep in an archive', { 'ann.tgz': [program(`a/b/${SERVER}`), program('c/notes')] }],
    ['in an archive in a folder', { 'ann/lab.zip': [program(`a/${SERVER}`)], 'ann/read.me': '' }],
    [
      'beside litter',
      { 'ann/lab/t1-tcp-echo/server.ts': '', 'ann/__MACOSX/t1-tcp-echo/server.ts': '' },
    ],
  ] as const)('%s', async ([, files], { laidOut }) => {
    expect(await laidOut(files as Record<string, Content>)).toBe('t1.server')
  })

  test('an archive in an archive', async ({ laidOut }) => {
    const inner = await zipOf([program(SERVER)])
    expect(await laidOut({ 'ann.zip': [{ path: 'x/lab.zip', text: inner }] })).toBe('t1.server')
  })

  test('an archive for each task makes one submission', async ({ laidOut }) => {
    const programs = await laidOut({
      'a_1_2_t1.zip': [program(SERVER), program('README.md', 'one')],
      'a_1_3_t2.zip': [program('x/t2-udp-echo/client.ts'), program('x/README.md', 'two')],
    })
    expect(programs).toBe('t1.server t2.client')
  })

  test("single files with the Python sheet's names are put into their folders", async ({
    laidOut,
  }) => {
    const files = { 'a_1_2_1_13a_echo_server.py': '', 'a_1_3_guess_client-1.py': '' }
    expect(await laidOut(files)).toBe('t1.server t3.client')
  })

  test('two versions of a program are not guessed', async ({ laidOut }) => {
    const reason = await laidOut({
      'ann/old/t1-tcp-echo/server.ts': '1',
      'ann/new/t1-tcp-echo/server.ts': '2',
      'bob/notes': '',
    })
    expect(reason).toBe(
      't1-tcp-echo/server.ts is both in ann/new and in ann/old: leave only what counts',
    )
  })

  test('the same program twice is one', async ({ laidOut }) => {
    const [old, copy] = ['ann/old/t1-tcp-echo/server.ts', 'ann/new/t1-tcp-echo/server.ts']
    const files = { [old as string]: '1', [copy as string]: '1', 'bob/notes': '' }
    expect(await laidOut(files)).toBe('t1.server')
  })

  test('of copies with a number the last one counts', async ({ laidOut }) => {
    const programs = await laidOut({
      'a_1_2_lab.zip': [program(SERVER, 'old')],
      'a_1_3_lab-1.zip': [program(SERVER, 'new'), program('t2-udp-echo/client.ts')],
    })
    expect(programs).toBe('t1.server t2.client')
  })

  test.for([
    ['nothing at all', { 'ann.zip': [] }, 'holds none of the six programs: it is empty'],
    ['other files', { 'ann/essay.pdf': '' }, 'it holds essay.pdf'],
    ['too deep', { 'ann/a/b/c/t1-tcp-echo/server.ts': '' }, 'holds none of the six programs'],
    ['a bad archive', { 'ann.zip': 'PK\x03\x04' }, 'ann.zip is damaged or cut short'],
    ['another archive', { 'ann/lab.rar': 'Rar!' }, 'lab.rar is a RAR archive'],
    ['a bad list', { 'ann/submission.json': '{' }, 'submission.json is not valid JSON'],
  ] as const)('%s is a reason', async ([, files, words], { laidOut }) => {
    const reason = await laidOut(files as Record<string, Content>)
    expect(reason).toContain(words)
    expect(reason).not.toMatch(/\.$|\/tmp/)
  })
})

describe("a platform's download in one archive", () => {
  const GOOD: Packed[] = [program(`Ann_1_assignsubmission_file/${SERVER}`)]

  test.for([
    ['zip', zipOf],
    ['tar.gz', tarOf],
  ] as const)(
    '%s: what is wrong with one is no fault of the others',
    async (form, { folder, work }) => {
      const [ending, pack] = form
      const path = join(folder, `class.${ending}`)
      const bad = [
        program('Bob_2_assignsubmission_file/a'),
        program('Bob_2_assignsubmission_file/a'),
        program('Cy_3_assignsubmission_file/../../outside'),
        program('../Dee_4_assignsubmission_file/outside'),
      ]
      writeFileSync(path, await pack([...bad, ...GOOD]))
      const { handins } = await openClass(path, work, undefined)
      expect(handins.map(({ who, problem }) => [who, problem])).toEqual([
        ['Ann', undefined],
        ['Bob', expect.stringMatching(/^the download holds "Bob.*" twice/)],
        ['Cy', expect.stringMatching(/^the download holds "Cy.*leads out/)],
        ['"../Dee_4_assignsubmission_file/outside"', expect.stringContaining('leads out')],
      ])
      expect(existsSync(join(folder, 'outside'))).toBe(false)
      const ann = handins.find(({ who }) => who === 'Ann') as Handin
      expect(await outcome(ann, work)).toBe('t1.server')
    },
  )

  test('what is too big of one is left out', async ({ folder, work }) => {
    const path = join(folder, 'class.zip')
    const bytes = await zipOf([program('Eve_5_assignsubmission_file/big'), ...GOOD])
    // The size that the table of contents says, of its first entry.
    bytes.writeUInt32LE(300 * 1024 * 1024, bytes.indexOf('PK\x01\x02') + 24)
    writeFileSync(path, bytes)
    const { handins } = await openClass(path, work, undefined)
    expect(handins.map(({ who, problem }) => [who, problem])).toEqual([
      ['Ann', undefined],
      ['Eve', 'Eve_5_assignsubmission_file/big unpacks to more than 256 MiB'],
    ])
  })

  test('a folder in it that wraps all is stepped into', async ({ folder, work }) => {
    const path = join(folder, 'class.zip')
    writeFileSync(path, await zipOf(GOOD.map((file) => ({ ...file, path: `Lab 2/${file.path}` }))))
    const { platform, handins } = await openClass(path, work, undefined)
    expect(platform).toBe('moodle')
    expect(handins.map(({ who }) => who)).toEqual(['Ann'])
  })

  test('one that is cut short is no class', async ({ folder, work }) => {
    const path = join(folder, 'class.zip')
    lay(folder, { 'class.zip': 'PK\x03\x04 and no more' })
    await expect(openClass(path, work, undefined)).rejects.toThrow('is damaged or cut short')
  })
})
