import { describe, expect, test } from 'vitest'
import { blackboard } from '../../../class/names/blackboard.ts'
import { brightspace } from '../../../class/names/brightspace.ts'
import { brightspaceTime } from '../../../class/names/brightspace-time.ts'
import { canvas } from '../../../class/names/canvas.ts'
import { moodle } from '../../../class/names/moodle.ts'
import { recognise } from '../../../class/names/recognise.ts'

describe('Moodle', () => {
  test.for([
    ['Ann Lee_12345_assignsubmission_file', { who: 'Ann Lee', id: '12345' }],
    ['Ann Lee_12345_assignsubmission_onlinetext', { who: 'Ann Lee', id: '12345' }],
    ['Participant_77_assignsubmission_file', { who: 'Participant', id: '77' }],
    ['Équipe nº 3_9_assignsubmission_file', { who: 'Équipe nº 3', id: '9' }],
    ['Default group_assignsubmission_file', { who: 'Default group', id: '' }],
    [
      'Ann Lee_12345_assignsubmission_file_my_lab 2.zip',
      { who: 'Ann Lee', id: '12345', file: 'my_lab 2.zip' },
    ],
  ] as const)('%s', ([name, expected]) => {
    expect(moodle.parse(name)).toEqual({ student: `${expected.who}_${expected.id}`, ...expected })
  })

  test('up to Moodle 4.0 the folder ends with an underscore', () => {
    const [older, newer] = ['Ann_1_assignsubmission_file_', 'Ann_1_assignsubmission_file'].map(
      moodle.parse,
    )
    expect(older).toEqual(newer)
  })

  test.for(['Ann Lee', 'ann_1_lab.zip', '_1_assignsubmission_file', 'a_b_c'])('not %s', (name) => {
    expect(moodle.parse(name)).toBe(undefined)
  })
})

describe('Canvas', () => {
  test.for([
    ['doejane_12345_67890_lab.zip', 'doejane', '12345', false, 'lab.zip'],
    ['doejane_LATE_12345_67890_lab_2_3.tar.gz', 'doejane', '12345', true, 'lab_2_3.tar.gz'],
    ['müllerzoë_1_2_t1.zip', 'müllerzoë', '1', false, 't1.zip'],
    ['latelate_LATE_1_2_x', 'latelate', '1', true, 'x'],
    ['doejane_1_text.html', 'doejane', '1', false, 'text.html'],
    ['doejane_LATE_1_link.html', 'doejane', '1', true, 'link.html'],
    ['anon_a1B2c_67890_lab.zip', 'anon a1B2c', '', false, 'lab.zip'],
    ['LATE_anon_a1B2c_67890_lab.zip', 'anon a1B2c', '', true, 'lab.zip'],
  ] as const)('%s', ([name, who, id, isLate, file]) => {
    const student = id === '' ? who : `${who}_${id}`
    expect(canvas.parse(name)).toEqual({ student, who, id, isLate, file })
  })

  test.for(['doejane', 'lab_12_x.zip', '12_13_lab.zip'])('not %s', (name) => {
    expect(canvas.parse(name)).toBe(undefined)
  })
})

describe('Brightspace', () => {
  test.for([
    ['152711-351765 - John Doe - May 18, 2025 1224 PM', 'John Doe', '', '2025-05-18T12:24'],
    [
      '27236-46025 - 23304308 Angood - 05 March 2026 612 PM',
      '23304308 Angood',
      '23304308',
      '2026-03-05T18:12',
    ],
    ['1-2 - Ann - Marie Doe - Sept 1, 2025 100 AM', 'Ann - Marie Doe', '', '2025-09-01T01:00'],
    ['1-2 - Doe, Jane - 1 mai 2025 1424', 'Doe, Jane', '', '2025-05-01T14:24'],
    ['1-2 - Team 3 - Jane Doe - Dec 31, 2025 1200 AM', 'Team 3 - Jane Doe', '', '2025-12-31T00:00'],
  ] as const)('%s', ([name, who, id, time]) => {
    expect(brightspace.parse(name)).toMatchObject({ who, id, time, attempt: time })
  })

  test('both attempts of a student are one student, those of two of one name are two', () => {
    const students = [
      '1-9 - Jane Doe - May 18, 2025 1224 PM',
      '1-9 - Jane Doe - May 19, 2025 100 AM',
      '2-9 - Jane Doe - May 18, 2025 1224 PM',
    ].map((name) => brightspace.parse(name)?.student)
    expect(students).toEqual(['1 Jane Doe', '1 Jane Doe', '2 Jane Doe'])
  })

  test('a date that nobody can read stays a name of Brightspace, without a time', () => {
    const named = brightspace.parse('1-2 - Jane Doe - 18-05-2025 at noon')
    expect(named).toMatchObject({ who: 'Jane Doe', attempt: '18-05-2025 at noon' })
    expect(named).not.toHaveProperty('time')
  })

  test.for([
    ['May 18, 2025 1224 PM', '2025-05-18T12:24'],
    ['05 March 2026 612 PM', '2026-03-05T18:12'],
    ['05 March 2026 6:12 PM', '2026-03-05T18:12'],
    ['5 Mar 2026 1200 AM', '2026-03-05T00:00'],
    ['5 Mar 2026 0000 AM', '2026-03-05T00:00'],
    ['5 Mar 2026 1200 PM', '2026-03-05T12:00'],
    ['5 Mar 2026 1 AM', '2026-03-05T01:00'],
    ['18 de mayo de 2025 1424', '2025-05-18T14:24'],
    ['8 août 2025 900', '2025-08-08T09:00'],
    ['2025-05-18 1424', '2025-05-18T14:24'],
    ['30 February 2026 100 PM', undefined],
    ['5 Mar 2026 1300 PM', undefined],
    ['5 Mar 2026 2460', undefined],
    ['5 Mar 26 100 PM', undefined],
    ['05/06/2026 100 PM', undefined],
    ['5 Mar 2026', undefined],
    ['', undefined],
  ] as const)('the time %s', ([text, time]) => {
    expect(brightspaceTime(text)).toBe(time)
  })
})

test('Blackboard', () => {
  const time = { time: '2026-01-30T15:00', attempt: '2026-01-30T15:00:09' }
  const who = { student: 'jdoe', who: 'jdoe', id: 'jdoe', ...time }
  const attempt = 'attempt_2026-01-30-15-00-09'
  expect(blackboard.parse(`gradebook_CS101_Lab 2_jdoe_${attempt}_my_lab.zip`)).toEqual({
    ...who,
    file: 'my_lab.zip',
  })
  expect(blackboard.parse(`Lab_2_jdoe_${attempt}_lab.zip`)).toEqual({ ...who, file: 'lab.zip' })
  expect(blackboard.parse(`Lab 2_jdoe_${attempt}.txt`)).toEqual({ ...who, file: 'attempt.txt' })
})

describe('one platform is recognised for all', () => {
  const none = { folder: 'lab', isCloned: false }
  const platformOf = (names: string[], surroundings = none) =>
    recognise(names, surroundings).platform

  test.for([
    ['moodle', ['Ann_1_assignsubmission_file', 'Bob_2_assignsubmission_file', 'notes']],
    ['canvas', ['doejane_1_2_lab.zip', 'roebob_LATE_3_4_lab.zip']],
    ['brightspace', ['1-2 - Ann - May 18, 2025 1224 PM', '3-2 - Bob - 5 Mar 2026 612 PM']],
    ['blackboard', ['gradebook_C_L_ann_attempt_2026-01-30-15-00-00_lab.zip']],
    ['plain', ['ann', 'bob.zip', 'doejane_1_2_lab.zip']],
    ['plain', []],
  ] as const)('%s', ([platform, names]) => {
    expect(platformOf([...names])).toBe(platform)
  })

  test("GitHub Classroom, by its folder's name, by its clones, or by branches", () => {
    const named = { folder: 'lab-2-submissions', isCloned: false }
    const github = recognise(['lab-2-octocat', 'lab-2-mona-lisa'], named)
    expect(github.parse('lab-2-mona-lisa')).toMatchObject({ who: 'mona-lisa', id: 'mona-lisa' })
    const cloned = recognise(['lab-2-octocat', 'lab-2-mona'], { ...none, isCloned: true })
    expect(cloned.parse('lab-2-octocat')?.who).toBe('octocat')
    const archives = recognise(['lab-2-octocat-main.zip', 'lab-2-mona-master.zip'], none)
    expect(archives.parse('lab-2-octocat-main.zip')?.who).toBe('octocat')
    expect(archives.parse('lab-2-mona-master.zip')?.who).toBe('mona')
  })

  test('folders that only begin alike stay as they are', () => {
    expect(platformOf(['team-1', 'team-2', 'team-3'])).toBe('plain')
  })
})
