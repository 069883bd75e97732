import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT } from '../../proof/fixtures.ts'
import type { CheckReport } from '../../scoring/report.ts'

/** A submission that means harm, and what has to come of it. */
export type Hostile = {
  name: string
  /** Puts it into an empty folder. */
  lay(folder: string): void
  /** The checks that are graded, and their statuses. */
  checks: Record<string, CheckReport['status']>
  exitCode: number
  /** What the report, or the sentence on standard error, must say. */
  says: string[]
  options: string[]
  /** What of the sandbox it takes to stop it. */
  needs?: 'namespaces' | 'network'
  isPython: boolean
}

const FOLDER = join(ROOT, 'fixtures', 'hostile')

/** Those of `fixtures/hostile/`. */
export function hostileFixtures(): Hostile[] {
  return readdirSync(FOLDER).flatMap((name) => {
    const folder = join(FOLDER, name)
    const path = join(folder, 'expected.json')
    if (!existsSync(path)) return []
    const {
      checks,
      exitCode,
      says = [],
      options = [],
      needs,
    } = JSON.parse(readFileSync(path, 'utf8'))
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const isPython = files.some((file) => file.endsWith('.py'))
    const lay = (to: string) => cpSync(folder, to, { recursive: true, filter: isSubmitted })
    return {
      name,
      lay,
      checks,
      exitCode: exitCode ?? codeOf(checks),
      says,
      options,
      needs,
      isPython,
    }
  })
}

function isSubmitted(path: string): boolean {
  return basename(path) !== 'expected.json'
}

function codeOf(checks: Hostile['checks']): number {
  return Object.values(checks).every((status) => status === 'passed') ? 0 : 1
}

/** What no repository can hold: links that lead out, very large files, names that are none. */
export function hostileOnes(): Hostile[] {
  return MADE.map(({ checks, says = [], exitCode = codeOf(checks), ...rest }) => ({
    options: [],
    isPython: false,
    checks,
    says,
    exitCode,
    ...rest,
  }))
}

type Made = Pick<Hostile, 'name' | 'lay' | 'checks'> & Partial<Hostile>

const SERVER = 't1-tcp-echo/server'
const ECHO = `import net from 'node:net'
setTimeout(() => process.exit(), 30_000)
const port = Number(process.argv[2].split('=')[1])
net.createServer((client) => client.pipe(client)).listen(port, 'localhost')
`
const PASSES = { 't1.server.echo': 'passed' } as const

const MADE: Made[] = [
  {
    name: 'a link to the reference in place of a program',
    checks: { 't1.server.listen': 'blocked' },
    says: ['t1-tcp-echo/server.ts is a link that leads out of the submission'],
    lay(folder) {
      write(folder, 't1-tcp-echo/client.js', ECHO)
      symlinkSync(join(ROOT, 'reference', `${SERVER}.ts`), join(folder, `${SERVER}.ts`))
    },
  },
  {
    name: 'a folder that is a link to the reference',
    checks: { 't2.server.listen': 'blocked' },
    says: ['is a link that leads out of the submission'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      symlinkSync(join(ROOT, 'reference/t2-udp-echo'), join(folder, 't2-udp-echo'))
    },
  },
  {
    name: 'links to all of the machine, to themselves and to nothing',
    checks: PASSES,
    says: ['leads out of the submission', 'is a link to what is not there'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      const targets = ['/', '/etc/passwd', '..', 'loop', 'nothing', '.']
      const names = ['root', 'users', 'up', 'loop', 'dangling', 'self']
      for (const [index, name] of names.entries())
        symlinkSync(targets[index] as string, join(folder, name))
    },
  },
  {
    name: 'a manifest that is a link to the list of users',
    checks: {},
    exitCode: 2,
    says: ['submission.json is a link that leads out of the submission'],
    lay: (folder) => symlinkSync('/etc/passwd', join(folder, 'submission.json')),
  },
  {
    name: 'a program that is a named pipe',
    checks: {},
    exitCode: 2,
    says: ['t1-tcp-echo/server.js in', "can't be read"],
    lay(folder) {
      mkdirSync(join(folder, 't1-tcp-echo'))
      execFileSync('mkfifo', [join(folder, `${SERVER}.js`)])
    },
  },
  {
    name: 'pipes beside a program',
    checks: PASSES,
    says: ['is neither a file nor a folder'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      execFileSync('mkfifo', [join(folder, 'pipe'), join(folder, 't1-tcp-echo/pipe')])
    },
  },
  {
    name: 'a source of 50 MB',
    checks: PASSES,
    lay: (folder) => write(folder, `${SERVER}.js`, `${ECHO}// ${'x'.repeat(50 * 2 ** 20)}\n`),
  },
  {
    name: 'a TypeScript source of 50 MB that does not parse',
    checks: { 't1.server.listen': 'failed' },
    lay: (folder) => write(folder, `${SERVER}.ts`, `const a: = 1 //${'x'.repeat(50 * 2 ** 20)}\n`),
  },
  {
    name: 'a source that takes for ever to be searched for imports',
    checks: { 't1.server.listen': 'passed' },
    lay(folder) {
      const spaces = `/* import${' '.repeat(900_000)} */`
      write(folder, `${SERVER}.ts`, `${ECHO}${spaces}\n`)
    },
  },
  {
    name: 'more than may be handed in',
    checks: {},
    exitCode: 2,
    says: ['The submission holds more than 256 MB'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      for (let part = 0; part < 6; part++) write(folder, `${part}`, Buffer.alloc(50 * 2 ** 20))
    },
  },
  {
    name: 'folders 200 deep',
    checks: PASSES,
    says: ['is a folder 32 levels deep'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      write(folder, `${'d/'.repeat(200)}file`, '')
    },
  },
  {
    name: 'names that are commands, sequences, and no text at all',
    checks: PASSES,
    says: ['has a name that is not UTF-8'],
    lay(folder) {
      write(folder, `${SERVER}.js`, ECHO)
      const names = [
        '-rf',
        '$(id)',
        '`id`',
        '; id',
        'a\nb',
        '\u001b[2J',
        '\u202etxt.exe',
        ' ',
        '%0a::error::',
        '.\u200b',
      ]
      for (const name of names) write(folder, name, '')
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe, 0x1b])]), '')
    },
  },
]

function write(folder: string, name: string, text: string | Buffer): void {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}
