import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect } from 'vitest'
import { studentKit } from '../../../kit/student-kit.ts'
import { places } from '../../../lab/tasks.ts'
import { ROOT } from '../../../proof/fixtures.ts'
import { lay, test } from '../bench.ts'

const kit = studentKit(ROOT)
const paths = kit.map(({ path }) => path)

function release(out: string[], env: NodeJS.ProcessEnv = {}) {
  const command = [join(ROOT, 'grader/commands/release.ts'), ...out]
  return spawnSync(process.execPath, command, { encoding: 'utf8', env: { ...process.env, ...env } })
}

describe("the students' kit", () => {
  test('has what students need and nothing else', () => {
    expect(new Set(paths.map((path) => path.split('/')[0]))).toEqual(
      new Set([
        ...['.devcontainer', '.github', '.gitignore', '.gitlab-ci.yml', '.npmrc', '.vscode'],
        ...['README.md', 'docs', 'grader', 'package-lock.json', 'package.json', 'starter'],
        'tsconfig.json',
      ]),
    )
    expect(
      new Set(paths.filter((it) => it.startsWith('grader/')).map((it) => it.split('/')[1])),
    ).toEqual(new Set(['commands', 'engine', 'harness', 'lab', 'reports', 'scoring']))
    expect(paths.filter((path) => /fixture|reference|\.test\.|instructor/.test(path))).toEqual([])
  })

  test("has nothing of the reference's solutions", () => {
    const starter = kit.filter(({ path }) => path.startsWith('starter/')).flatMap(linesOf)
    const all = kit.map((file) => linesOf(file).join('\n'))
    for (const { path } of places) {
      const text = readFileSync(join(ROOT, 'reference', `${path}.ts`), 'utf8')
      const solution = /BEGIN SOLUTION\n(.*?)\/\/ END SOLUTION/s.exec(text)?.[1] ?? ''
      const lines = linesOf({ text: solution.replace(/^\s*\/\/.*$/gm, '') })
      expect(lines.length).toBeGreaterThan(5)
      expect(lines.filter((line) => line.length > 20 && starter.includes(line))).toEqual([])
      for (const [index, line] of lines.slice(0, -2).entries()) {
        const three = lines.slice(index, index + 3).join('\n')
        expect(
          all.filter((it) => it.includes(three)),
          line,
        ).toEqual([])
      }
    }
  })

  test('its commands are all that its documents name', () => {
    const { scripts } = JSON.parse(textOf('package.json'))
    const documents = kit.filter(({ path }) => /\.(md|json|yml)$/.test(path))
    const named = documents.flatMap(({ text }) =>
      [...text.replace(/<!--.*?-->/gs, '').matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(
        ([, name]) => name as string,
      ),
    )
    expect(new Set(named)).toEqual(new Set(Object.keys(scripts)))
  })

  test('no link in its documents leads out of it', () => {
    for (const { path, text } of kit.filter((it) => it.path.endsWith('.md'))) {
      for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(paths, `${path} → ${link}`).toContain(normalize(join(dirname(path), link as string)))
      }
    }
  })

  test('what it starts by its path is in it', () => {
    for (const { path, text } of kit.filter((it) => it.path.startsWith('grader/'))) {
      for (const [, name] of text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)) {
        const target = normalize(join(dirname(path), name as string))
        const isThere =
          target === '..' || paths.some((it) => it === target || it.startsWith(target))
        expect(isThere || target.startsWith('node_modules'), `${path} → ${target}`).toBe(true)
      }
    }
  })

  function textOf(path: string): string {
    return kit.find((file) => file.path === path)?.text ?? ''
  }
})

describe('npm run release', () => {
  test('makes the same bytes at any time, in any time zone', ({ folder }) => {
    const [here, there] = [join(folder, 'here'), join(folder, 'there')]
    expect(release([here], { TZ: 'UTC' }).status).toBe(0)
    expect(release([there], { TZ: 'Pacific/Auckland', LC_ALL: 'C' }).status).toBe(0)
    const files = filesIn(here)
    expect(filesIn(there)).toEqual(files)
    for (const file of files) {
      expect(readFileSync(join(there, file)).equals(readFileSync(join(here, file))), file).toBe(
        true,
      )
    }
    expect(files).toEqual(
      expect.arrayContaining([
        'socket-lab.zip',
        'classroom50.zip',
        'gradescope.zip',
        'prairielearn.zip',
        'SHA256SUMS',
      ]),
    )
  })

  test.for([
    [[], 'Name one folder for the release: npm run release -- OUT.'],
    [['a', 'b'], 'Name one folder'],
    [['--uot', 'a'], 'There is no option --uot; did you mean --help?'],
  ] as const)('%j is wrong use', ([args, words]) => {
    const { status, stderr } = release([...args])
    expect(status).toBe(2)
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(words)
  })

  test('never writes over what is there', ({ folder }) => {
    lay(folder, { 'mine.txt': 'x' })
    const { status, stderr } = release([folder])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `${folder} is not empty: name a new folder for the release.\n`,
    })
    expect(readdirSync(folder)).toEqual(['mine.txt'])
    expect(existsSync(join(folder, 'socket-lab'))).toBe(false)
  })
})

/** Lines of code or of text, without what indents them or makes a comment of them. */
function linesOf({ text }: { text: string }): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^\s*(\/\/|#|\*)?\s*/, '').trimEnd())
  return lines.filter((line) => line !== '')
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted()
}
