import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect } from 'vitest'
import { readTable } from '../../../class/csv.ts'
import { gradebookOf } from '../../../class/gradebooks/registry.ts'
import { gradebook } from '../../../class/results/gradebook.ts'
import type { Row } from '../../../class/results/row.ts'
import { test as base } from '../bench.ts'
import { row } from './rows.ts'

/** Fills an exported table in. */
const test = base.extend('fill', ({ folder }) => {
  return (text: string | Buffer, rows: readonly Row[], column?: string) => {
    writeFileSync(join(folder, 'export.csv'), text)
    const table = readTable(join(folder, 'export.csv'))
    const { platform, file, fill } = gradebookOf(table)
    return { platform, file, ...fill(table, rows, column) }
  }
})

describe("Moodle's grading worksheet", () => {
  const HEADER =
    'Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments'
  const sheet = (...lines: string[]) => [HEADER, ...lines, ''].join('\r\n')
  const ANN =
    'Participant 11,Ann Lee,a@x.ie,Submitted,,100.00,Yes,"Monday, 2 March 2026, 6:12 PM",-,'
  const BOB = 'Participant 12,Bob Roe,b@x.ie,Submitted,55.00,100.00,Yes,-,-,"well, done"'

  test('is filled in by its identifiers, and otherwise stays', ({ fill }) => {
    const rows = [row('Ann Lee_11', { who: 'Ann Lee', id: '11' })]
    const { platform, file, text, matching } = fill(sheet(ANN, BOB), rows)
    expect({ platform, file }).toEqual({ platform: 'moodle', file: 'moodle-worksheet.csv' })
    expect(text).toBe(sheet(ANN.replace(',,100.00', ',80.00,100.00'), BOB))
    expect(matching).toEqual({
      filled: 1,
      unmatched: [],
      ambiguous: [],
      withoutSubmission: ['Bob Roe'],
    })
  })

  test('in another language, on another scale, with a decimal comma', ({ fill }) => {
    const german = [
      '\uFEFFID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;Zuletzt geändert (Abgabe);Zuletzt geändert (Bewertung);Feedback als Kommentar',
      'Teilnehmer/in11;Zoë Müller;z@x.de;Abgegeben;"";20,00;Ja;-;-;""',
      '',
    ].join('\r\n')
    const rows = [row('Zoë Müller_11', { who: 'Zoë Müller', id: '11', score: 85 })]
    const { text } = fill(german, rows)
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain(';Abgegeben;17,00;20,00;')
  })

  test('a number that is another student’s is not believed', ({ fill }) => {
    const rows = [
      row('Cy_12', { who: 'Cy', id: '12' }),
      row('Ann Lee_99', { who: 'Ann Lee', id: '99' }),
    ]
    const { matching, text } = fill(sheet(ANN, BOB), rows)
    expect(matching.filled).toBe(0)
    expect(matching.ambiguous).toEqual([
      'Cy_12: its number is that of Bob Roe',
      "Ann Lee_99: 99 is nobody's number here",
    ])
    expect(text).toBe(sheet(ANN, BOB))
  })

  test('hidden names are matched by their number', ({ fill }) => {
    const blind =
      'Identifier,Status,Other,Grade,Maximum Grade,Last modified (grade)\r\nParticipant 77,Submitted,x,,10,-\r\n'
    const { text } = fill(blind, [row('Participant_77', { who: 'Participant', id: '77' })])
    expect(text).toContain('Participant 77,Submitted,x,8.00,10,-')
  })

  test('a team’s grade is every member’s', ({ fill }) => {
    const teams = [
      'Identifier,Full name,Email,Status,Group,Grade,Maximum Grade,Last modified (grade)',
      'Participant 11,Ann,a@x,Submitted,Team One,,100,-',
      'Participant 12,Bob,b@x,Submitted,Team One,,100,-',
      'Participant 13,Cy,c@x,Submitted,Team Two,,100,-',
      '',
    ].join('\r\n')
    // Its number is the team's, and by chance that of a student.
    const { text, matching } = fill(teams, [row('Team One_13', { who: 'Team One', id: '13' })])
    expect(text.match(/Team One,80\.00/g)).toHaveLength(2)
    expect(matching).toMatchObject({ filled: 2, withoutSubmission: ['Cy'] })
  })

  test('two students of one name are not guessed', ({ fill }) => {
    const other = ANN.replace('Participant 11', 'Participant 13')
    const { matching } = fill(sheet(ANN, other), [row('ann', { who: 'Ann Lee', id: 'Ann Lee' })])
    expect(matching.ambiguous).toEqual(['ann: may be Ann Lee or Ann Lee'])
  })

  test('a name that a spreadsheet would compute is guarded', ({ fill }) => {
    const evil = ANN.replace('Ann Lee', '"=HYPERLINK(""http://x"")"')
    const { text } = fill(sheet(evil), [])
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
  })

  test('what has no grade leaves the line as it is', ({ fill }) => {
    const unread = row('Bob Roe_12', { who: 'Bob Roe', id: '12', status: 'unreadable' })
    expect(fill(sheet(ANN, BOB), [unread]).text).toBe(sheet(ANN, BOB))
  })

  test('a scale is no number of points, and is said', ({ fill }) => {
    const scale = sheet(ANN.replace('100.00', '"Poor,Good"'))
    expect(() => fill(scale, [])).toThrow('which column takes the grade; name it with --column')
    expect(() => fill(sheet(ANN), [], 'Marks')).toThrow('export.csv has no column Marks: it has')
  })
})

describe("Canvas's gradebook", () => {
  const HEADER = 'Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (71),Lab 2 (72),Final Score'
  const exported = [
    HEADER,
    '    Points Possible,,,,,100.00,50.00,(read only)',
    '"Doe, Jane",12345,S1,jdoe,A,90.00,,90.00',
    '"Roe, Bob",12346,S2,broe,A,,10.00,10.00',
    '"=""=cmd""",12347,12346,x,A,,N/A,',
    '',
  ].join('\n')
  const jane = row('doejane_12345', { who: 'doejane', id: '12345' })

  test('gets a column for the assignment alone, on its scale', ({ fill }) => {
    const { platform, file, text, matching } = fill(exported, [jane], 'Lab 2')
    expect({ platform, file }).toEqual({ platform: 'canvas', file: 'canvas-grades.csv' })
    expect(parse(text)).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Lab 2 (72)'],
      ['    Points Possible', '', '', '', '', '50.00'],
      ['Doe, Jane', '12345', 'S1', 'jdoe', 'A', '40.00'],
      ['Roe, Bob', '12346', 'S2', 'broe', 'A', '10.00'],
      [`'="=cmd"`, '12347', '12346', 'x', 'A', 'N/A'],
    ])
    expect(matching).toMatchObject({ filled: 1, withoutSubmission: ['Roe, Bob', '="=cmd"'] })
  })

  test.for([
    ['by login', { who: 'Jane', id: 'jdoe' }],
    ['by name', { who: 'Jane Doe', id: '' }],
    ['by a number of the university, if the name agrees', { who: 'Doe, Jane', id: 'S1' }],
  ] as const)('finds a student %s', ([, more], { fill }) => {
    expect(fill(exported, [row('x', more)], 'Lab 2').matching.filled).toBe(1)
  })

  test('Canvas’s own number goes before another one that is the same', ({ fill }) => {
    const bob = row('roebob_12346', { who: 'roebob', id: '12346' })
    expect(fill(exported, [bob], 'Lab 2').text).toContain('"Roe, Bob",12346,S2,broe,A,40.00')
  })

  test('what is nobody’s, or may be two’s, is listed and not guessed', ({ fill }) => {
    const twins = `${exported}"Doe, Jane",5,S5,jdoe5,B,,,\n`
    const rows = [
      row('anon', { who: 'anon a1B2c', id: '' }),
      row('Jane Doe', { who: 'Jane Doe', id: 'Jane Doe' }),
      row('roebob_777', { who: 'roebob', id: '777' }),
    ]
    const { matching } = fill(twins, rows, 'Lab 2')
    expect(matching).toMatchObject({
      filled: 0,
      unmatched: ['anon'],
      ambiguous: [
        'Jane Doe: may be Doe, Jane or Doe, Jane',
        "roebob_777: 777 is nobody's number here",
      ],
    })
  })

  test('two submissions of one student are listed', ({ fill }) => {
    const again = row('jane', { who: 'Jane Doe', id: 'jane' })
    const { matching } = fill(exported, [jane, again], 'Lab 2')
    expect(matching).toMatchObject({
      filled: 0,
      ambiguous: ['doejane_12345 and jane: both are Doe, Jane'],
    })
  })

  test('a title is never made up', ({ fill }) => {
    expect(() => fill(exported, [])).toThrow(
      'has 2 assignments: name the one that takes the grades with --column, one of "Lab 1 (71)", "Lab 2 (72)"',
    )
    expect(() => fill(exported, [], 'Lab 3')).toThrow('has no assignment Lab 3')
  })

  test('first and last names apart, and semicolons', ({ fill }) => {
    const other = 'LastName;FirstName;ID;SIS Login ID;Section;Lab (1)\nDoe;Jane;12345;jdoe;A;\n'
    const { text } = fill(other, [jane])
    expect(text).toBe(
      'LastName;FirstName;ID;SIS Login ID;Section;Lab (1)\r\nDoe;Jane;12345;jdoe;A;80.00\r\n',
    )
  })
})

describe("Brightspace's grades", () => {
  const exported = [
    'OrgDefinedId,Username,Last Name,First Name,Lab 2 Points Grade <Numeric MaxPoints:20 Weight:10>,End-of-Line Indicator',
    '#23304308,#s.angood,Angood,Kay,,#',
    '#23304309,#lee,Roe,Bruce,,#',
    '#23304310,#jlee,Lee,Jane,,#',
    '',
  ].join('\n')

  test.for([
    ['23304308 Angood', '#23304308,#s.angood'],
    ['s.angood Kay Angood', '#23304308,#s.angood'],
    ['Kay Angood', '#23304308,#s.angood'],
    ['Angood, Kay', '#23304308,#s.angood'],
    // A name may be another's identifier.
    ['Jane Lee', '#23304310,#jlee'],
  ] as const)('a grade for %s is imported without a name', ([who, keys], { fill }) => {
    const { platform, file, text } = fill(exported, [row('x', { who })])
    expect({ platform, file }).toEqual({ platform: 'brightspace', file: 'brightspace-grades.csv' })
    expect(text).toBe(
      `OrgDefinedId,Username,Lab 2 Points Grade,End-of-Line Indicator\r\n${keys},16.00,#\r\n`,
    )
  })

  test('a team, or a number with another name, is not guessed', ({ fill }) => {
    const rows = [
      row('team', { who: 'Team 3 - Jane Lee' }),
      row('other', { who: '23304308 Smith', id: '23304308' }),
    ]
    expect(fill(exported, rows).matching).toMatchObject({ filled: 0, unmatched: ['team', 'other'] })
  })

  test('without the item there is nothing to fill in', ({ fill }) => {
    const without = 'OrgDefinedId,Username,End-of-Line Indicator\n#1,#a,#\n'
    expect(() => fill(without, [])).toThrow('has 0 grade items of the type Numeric')
    expect(() => fill(exported, [], 'Lab 3')).toThrow('has no grade item Lab 3')
  })
})

test('a table of another kind is named', ({ fill }) => {
  expect(() => fill('name,mark\nAnn,3\n', [])).toThrow('export.csv is neither Moodle')
})

test('a table is read in the forms in which spreadsheets write it', ({ fill }) => {
  const text =
    'OrgDefinedId\tUsername\tLast Name\tFirst Name\tLab Points Grade\n#1\t#a\tMüller\tZoë\t\n'
  const rows = [row('x', { who: 'Zoë Müller' })]
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  expect(fill(utf16, rows).matching.filled).toBe(1)
  expect(fill(Buffer.from(text, 'latin1'), rows).matching.filled).toBe(1)
})

describe('the own gradebook', () => {
  test('opens in a spreadsheet, and nothing in it is a formula', () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', 'a";=1', 'a\n=1']
    const text = gradebook(
      evil.map((who) => row('x', { who, reason: who })),
      ['t1', 't2', 't3'],
    )
    expect(text.startsWith('\uFEFF"student","id","score"')).toBe(true)
    const cells = parse(text, { bom: true }) as string[][]
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/)
    expect(cells.slice(1).map(([who]) => who?.replace(/^'/, ''))).toEqual(evil)
  })

  test('has a line for each, whatever became of it', () => {
    const none = { score: undefined, max: undefined, stretch: undefined, tasks: undefined }
    const text = gradebook(
      [
        row('Ann', { isLate: true, attempt: 2, time: '2026-03-05T18:12' }),
        row('Bob', { ...none, durationMs: undefined, status: 'unreadable', reason: 'a reason' }),
      ],
      ['t1', 't2', 't3'],
    )
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      {
        student: 'Ann',
        score: '80',
        max: '100',
        stretch: '5',
        t1: '30',
        t3: '20',
        status: 'graded',
        late: 'late',
        attempt: '2',
        'handed in': '2026-03-05T18:12',
        seconds: '1.2',
      },
      { student: 'Bob', score: '', t1: '', status: 'unreadable', late: '', reason: 'a reason' },
    ])
  })
})
