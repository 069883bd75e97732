import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, planStarter, toStarter } from '../../../kit/starter.ts'
import { tasks } from '../../../lab/tasks.ts'

const BEGIN = '// BEGIN SOLUTION'
const END = '// END SOLUTION'
const root = join(import.meta.dirname, '../../../..')
const files = tasks.flatMap(({ programs }) => [
  `${programs.server.path}.ts`,
  `${programs.client.path}.ts`,
])

describe('toStarter', () => {
  it('turns steps into TODOs, drops the code, and comments unused imports out', () => {
    const reference = lines(
      '/** Connects. */',
      "import { type Socket, connect } from 'node:net'",
      "import { parseArgs } from 'node:util'",
      'const port = parseArgs({ options: { port: { type: 1 } } })',
      '// BEGIN SOLUTION',
      '// 1. Connect,',
      '//    and say so.',
      'const socket: Socket = connect(port)',
      '// why: not a step',
      'if (socket) {',
      '  // 2. Close.',
      '  socket.end() // 3. not a step either',
      '}',
      '// END SOLUTION',
      '',
    )
    expect(toStarter(reference, 't/x.ts')).toBe(
      lines(
        '/** Connects. */',
        "// import { type Socket, connect } from 'node:net'",
        "import { parseArgs } from 'node:util'",
        'const port = parseArgs({ options: { port: { type: 1 } } })',
        '// TODO 1. Connect,',
        '//         and say so.',
        '// TODO 2. Close.',
        '',
        '// Delete these two lines when you begin.',
        'console.error(`t/x.ts, port $' + '{port}: not written yet`)',
        'process.exitCode = 1',
        '',
      ),
    )
  })

  it('gives the same starter for Windows line ends', () => {
    const reference = lines('// BEGIN SOLUTION', '// 1. Begin.', '// END SOLUTION')
    const windows = reference.replaceAll('\n', '\r\n')
    expect(toStarter(windows, 'x.ts')).toBe(toStarter(reference, 'x.ts'))
  })

  it.each([
    ['nested', [BEGIN, '// 1. a', BEGIN, END, END], 'x.ts:3: BEGIN SOLUTION inside a solution'],
    ['unclosed', ['', BEGIN, '// 1. a'], 'x.ts:2: BEGIN SOLUTION without an END'],
    ['unopened', ['', '', END], 'x.ts:3: END SOLUTION without a BEGIN'],
    ['closed twice', [BEGIN, '// 1. a', END, END], 'x.ts:4: END SOLUTION without a BEGIN'],
    ['second', [BEGIN, '// 1. a', END, BEGIN, END], 'x.ts:4: a second BEGIN SOLUTION'],
    ['missing', ['const a = 1', '//'], 'x.ts:2: ends without a BEGIN SOLUTION'],
    ['stepless', [BEGIN, 'go()', END], 'x.ts:1: no step (`// 1. …`) in the solution'],
  ])('throws for a %s region, with file and line', (_, source, message) => {
    expect(() => toStarter(lines(...source), 'x.ts')).toThrow(new Error(message))
  })
})

describe('planStarter', () => {
  const generated = new Map([['x.ts', 'new\n']])

  it.each([
    ['missing', undefined, {}],
    ['fresh', 'new\n', {}],
    ['fresh', 'new\r\n', {}],
    ['outdated', 'old\n', { 'x.ts': digest('old\n') }],
    ['outdated', 'old\r\n', { 'x.ts': digest('old\n') }],
    ['theirs', 'mine\n', { 'x.ts': digest('old\n') }],
    ['theirs', 'mine\n', {}],
  ])('says %s of %j', (state, text, digests) => {
    const present = new Map(text === undefined ? [] : [['x.ts', text]])
    expect(planStarter(generated, present, digests).get('x.ts')).toBe(state)
  })
})

describe('the starter of the lab', () => {
  it.each(files)('is up to date: %s', (file) => {
    expect(read('starter', file)).toBe(toStarter(read('reference', file), file))
  })

  it('is recorded, so that work on it is recognised', () => {
    const record = JSON.parse(read('starter', '.generated.json'))
    expect(record).toEqual(Object.fromEntries(files.map((f) => [f, digest(read('starter', f))])))
  })

  it.each(files)('has numbered steps that fit the page: %s', (file) => {
    const starter = read('starter', file)
    const numbers = [...starter.matchAll(/TODO (\d+)\./g)].map((match) => Number(match[1]))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(starter.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  it.each(files)('runs, says that it is not written yet, and exits with code 1: %s', (file) => {
    const run = node(join(root, 'starter', file), '--port=9900')
    expect(run).toMatchObject({ status: 1, stdout: '' })
    expect(run.stderr).toContain(`${file}, port 9900: not written yet`)
  })
})

describe('npm run starter', { timeout: 30_000 }, () => {
  const file = files[0] ?? ''
  let copy: string

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'starter-'))
    for (const part of ['package.json', 'grader/commands/starter.ts', 'grader/kit/starter.ts']) {
      cpSync(join(root, part), join(copy, part))
    }
    cpSync(join(root, 'grader/lab/tasks.ts'), join(copy, 'grader/lab/tasks.ts'))
    cpSync(join(root, 'reference'), join(copy, 'reference'), { recursive: true })
  })
  afterEach(() => rmSync(copy, { recursive: true }))

  it('writes all six once, and then has nothing to do', () => {
    expect(starter().stdout.match(/^wrote starter\//gm)).toHaveLength(6)
    expect(starter()).toMatchObject({ status: 0, stdout: '' })
    expect(starter('--check')).toMatchObject({ status: 0, stdout: '' })
  })

  it('leaves a file that a student changed, unless it is forced', () => {
    starter()
    writeFileSync(join(copy, 'starter', file), '// my work\n')
    const left = starter()
    expect(left).toMatchObject({ status: 0 })
    expect(left.stdout).toBe(`left starter/${file}: changed by hand (--force overwrites it)\n`)
    expect(readFileSync(join(copy, 'starter', file), 'utf8')).toBe('// my work\n')
    expect(starter('--check')).toMatchObject({ status: 1 })
    expect(starter('--force').stdout).toBe(`wrote starter/${file}\n`)
    expect(starter('--check')).toMatchObject({ status: 0 })
  })

  it('brings a file up to date that nobody changed, and --check names it before', () => {
    starter()
    const reference = readFileSync(join(copy, 'reference', file), 'utf8')
    writeFileSync(join(copy, 'reference', file), reference.replace('// 1. ', '// 1. First: '))
    const stale = starter('--check')
    expect(stale).toMatchObject({ status: 1 })
    expect(stale.stdout).toContain(`starter/${file}: outdated`)
    expect(starter().stdout).toBe(`wrote starter/${file}\n`)
  })

  it('says in one sentence which option it does not know', () => {
    const run = starter('--frce')
    expect(run.status).toBe(2)
    expect(run.stderr).toBe("Unknown option '--frce': the options are --check and --force\n")
  })

  it('exits with code 3 and writes nothing when a reference is wrong', () => {
    writeFileSync(join(copy, 'reference', file), '// BEGIN SOLUTION\n')
    const run = starter()
    expect(run).toMatchObject({ status: 3, stdout: '' })
    expect(run.stderr).toContain(`${file}:1: BEGIN SOLUTION without an END`)
  })

  function starter(...options: string[]) {
    return node(join(copy, 'grader/commands/starter.ts'), ...options)
  }
})

function node(...command: string[]) {
  return spawnSync(process.execPath, command, { encoding: 'utf8' })
}

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8').replaceAll('\r\n', '\n')
}

function lines(...text: string[]): string {
  return text.join('\n')
}
