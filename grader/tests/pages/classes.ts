import type { Failure } from '../../class/page/failures.ts'
import { classFile } from '../../class/results/class-file.ts'
import type { Row } from '../../class/results/row.ts'
import { rubric } from '../../lab/rubric.ts'
import { kit } from '../../scoring/kit.ts'
import { row } from '../unit/class/rows.ts'
import { HOSTILE } from '../unit/reports/sample.ts'

/** A class of so many, in which failures of a few kinds are spread in a way that is always the same. */
export function classOf(size: number) {
  const rows = Array.from({ length: size }, (_, index) => student(index))
  return fileOf(rows, rows.flatMap(failuresIn))
}

/** A class whose every text tries to break out of the page. */
export function hostileClass() {
  const text = `${HOSTILE}\n"><script>alert(2)</script></title></style><img src=x onerror=alert(3)>`
  const checks = { 't1.server.log': 'failed' } as const
  const rows = [row(text, { id: text, reason: text, files: [text], time: text, checks })]
  const failures = rows.map((it) => ({
    row: it,
    check: 't1.server.log',
    expected: text,
    seen: text,
  }))
  const { file } = fileOf(rows, failures)
  return { file: { ...file, class: text, settings: { ...file.settings, seed: text } }, failures }
}

function fileOf(rows: Row[], failures: Failure[]) {
  const facts = {
    class: 'Networks 2026',
    platform: 'plain',
    fingerprint: '',
    kit,
    settings: { selected: [], strict: false, seed: 'seed' },
    submissions: rows.length,
    leftOut: [],
  }
  return { file: classFile(facts, rows), failures }
}

const KINDS = rubric.filter((_, index) => index % 4 === 1).map(({ id }) => id)

function student(index: number): Row {
  const who = `${SURNAMES[index % SURNAMES.length]} ${index}, ${NAMES[(index * 7) % NAMES.length]}`
  const id = `D${10_000_000 + ((index * 37) % 1000)}`
  if (index % 50 === 49) return nothingOf(row(who, { who, id }))
  const failed = KINDS.filter((_, kind) => (index * (kind + 3)) % (kind * 2 + 5) === 0)
  const checks = Object.fromEntries(
    rubric.map(({ id: check }) => [check, failed.includes(check) ? 'failed' : 'passed'] as const),
  )
  const score = 100 - failed.length * 6 - (index % 3)
  return row(who, { who, id, score, stretch: index % 21, checks, isLate: index % 11 === 0 })
}

const SURNAMES = ['Byrne', 'Ó Súilleabháin', 'Murphy', 'Łukasz', 'Zhang', 'de la Cruz', 'Åström']
const NAMES = ['Aoife', 'Seán', 'Mary', 'Wei', 'José', 'Ingrid', 'Oisín', 'Noor']

function nothingOf({ score, stretch, tasks, checks, ...line }: Row): Row {
  return { ...line, status: 'missing', attempt: 0 }
}

function failuresIn(student: Row): Failure[] {
  const failed = Object.keys(student.checks ?? {}).filter((id) => student.checks?.[id] === 'failed')
  return failed.map((check, index) => ({
    row: student,
    check,
    expected: `a line with \`Starting\` and the port ${20_000 + index}`,
    seen:
      (student.score ?? 0) % 2 === 0
        ? `the program printed:\n  | hello, I am ${student.who}\n  | 9900`
        : `"${student.key}" came\nit was cut short: 16 of 33 bytes came.`,
  }))
}
