import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { places } from '../lab/tasks.ts'
import type { KitFile } from './archive.ts'
import { type Lock, type Manifest, pruneLock } from './lock.ts'
import { toStarter } from './starter.ts'

/** The commands that students get; whatever else they import comes with them. */
const COMMANDS = ['grader/commands/grade.mjs', 'grader/commands/try.ts']

/** What grading needs besides, whole: some of it is started by its path, not imported. */
const FOLDERS = ['engine', 'harness', 'lab', 'reports', 'scoring'].map((name) => `grader/${name}`)

/** Copied as they are. */
const DOCS = ['handout.md', 'students.md', 'checks.md', 'languages.md', 'submission.schema.json']
const FILES = [
  '.npmrc',
  '.devcontainer/devcontainer.json',
  '.vscode/launch.json',
  '.vscode/tasks.json',
  ...DOCS.map((name) => `docs/${name}`),
]

/** Copied to another place: by the path in the kit. */
const MOVED = {
  'README.md': 'grader/kit/student/README.md',
  '.gitignore': 'grader/kit/student/gitignore',
  '.vscode/settings.json': 'grader/kit/student/settings.json',
  '.github/workflows/grade.yml': 'grader/hosts/github-actions/grade.yml',
  '.gitlab-ci.yml': 'grader/hosts/gitlab/.gitlab-ci.yml',
}

/** For the editor, and for the report's notes on types: verdicts do without. */
const TYPES = ['@types/node', 'typescript']

/**
 * What students get: starter, handout, the grader as grading needs it, editor and CI settings. The
 * reference is read to make the starter, and nothing of its solutions is in what comes out.
 */
export function studentKit(root: string): KitFile[] {
  const read = (path: string) => readText(join(root, path))
  const grader = [...FOLDERS.flatMap((folder) => filesIn(root, folder)), ...importedBy(read)]
  const sources = [...new Set([...FILES, ...grader])].map((path) => ({ path, text: read(path) }))
  const moved = Object.entries(MOVED).map(([path, from]) => ({ path, text: read(from) }))
  const files = [...sources, ...moved, ...starter(read)]
  return [...files, ...settings(read, packagesIn(sources))]
}

/** Text as it is in the project, whatever line ends version control has given it. */
function readText(path: string): string {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
}

/** Paths of all files in a folder but hidden ones and what interpreters leave behind. */
function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.|\.pyc$/.test(entry.name))
    .map((entry) => posixPath(join(entry.parentPath, entry.name).slice(root.length)))
}

function posixPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\//, '')
}

/** The commands, and what they import from each other's folder or any other. */
function importedBy(read: (path: string) => string): string[] {
  const paths = new Set(COMMANDS)
  for (const path of paths) {
    for (const [, name] of read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      paths.add(posix.join(dirname(path), name as string))
    }
  }
  return [...paths]
}

/** Packages that these files import; Node is one, since the grader brings its own. */
function packagesIn(files: readonly KitFile[]): string[] {
  const names = files
    .filter(({ path }) => path.startsWith('grader/'))
    .flatMap(({ text }) => [...text.matchAll(/^(?:import|export|\}).* from '([^'.][^']*)'/gm)])
    .map(([, name]) => name as string)
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )
  return [...new Set(['node', ...names])].toSorted()
}

function starter(read: (path: string) => string): KitFile[] {
  return places.map(({ path }) => {
    const text = toStarter(read(`reference/${path}.ts`), `${path}.ts`)
    return { path: `starter/${path}.ts`, text }
  })
}

function settings(read: (path: string) => string, packages: readonly string[]): KitFile[] {
  const { dependencies, devDependencies, scripts, ...own } = JSON.parse(read('package.json'))
  const versions: Record<string, string> = { ...devDependencies, ...dependencies }
  const manifest: Manifest = {
    ...own,
    scripts: { grade: scripts.grade, try: scripts.try },
    dependencies: versionsOf(packages, versions),
    devDependencies: versionsOf(TYPES, versions),
  }
  const lock: Lock = JSON.parse(read('package-lock.json'))
  const compiler = { ...JSON.parse(read('tsconfig.json')), include: ['starter', 'grader'] }
  return [
    { path: 'tsconfig.json', text: json(compiler) },
    { path: 'package.json', text: json(manifest) },
    { path: 'package-lock.json', text: json(pruneLock(lock, manifest)) },
  ]
}

function versionsOf(names: readonly string[], versions: Readonly<Record<string, string>>) {
  const missing = names.find((name) => versions[name] === undefined)
  if (missing) throw new Error(`${missing} is imported and is not in package.json`)
  return Object.fromEntries(names.map((name) => [name, versions[name] as string]))
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
