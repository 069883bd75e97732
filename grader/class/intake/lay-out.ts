import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { readSubmission, type Submission } from '../../harness/submission.ts'
import { UnusableInput } from '../../harness/unusable-input.ts'
import { filesIn, findRoots, programsIn } from '../../lab/find-root.ts'
import { extensions, places } from '../../lab/tasks.ts'
import { isArchiveName } from '../archives/archive.ts'
import { unpack } from '../archives/unpack.ts'
import { Unreadable } from '../unreadable.ts'
import { merge, type Root } from './merge.ts'
import type { Handin, Part } from './roster.ts'

/**
 * Makes one folder of what a student handed in, whatever it was packed in, and reads it.
 * @param work an empty folder, for everything that has to be unpacked
 * @throws Unreadable with a whole reason
 */
export async function layOut(handin: Handin, work: string): Promise<Submission> {
  if (handin.problem) throw new Unreadable(handin.problem)
  const roots = await rootsOf(handin.parts, work)
  const folder = roots.length === 1 ? (roots[0] as Root).folder : join(work, 'merged')
  if (roots.length > 1) merge(withoutOlder(roots), folder)
  return read(folder)
}

function read(folder: string): Submission {
  try {
    return readSubmission(folder, places, extensions)
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error
    const message = error.message.replaceAll(` in ${folder}`, '').replaceAll(folder, 'it')
    throw new Unreadable(message.replace(/\.$/, ''))
  }
}

/** Where the programs are in all that was handed in, also in an archive in an archive. */
async function rootsOf(parts: readonly Part[], work: string): Promise<Root[]> {
  const opened = await openAll(parts, work)
  const roots = opened.flatMap(rootsIn)
  if (roots.length > 0) return roots
  const inner = opened.flatMap(({ folder }) => filesIn(folder)).filter(isArchiveName)
  const packed = inner
    .slice(0, MOST_INNER)
    .map((path) => ({ path, file: basename(path), isFolder: false }))
  const deeper = await openAll(packed, join(work, 'inner'))
  const found = deeper.flatMap(rootsIn)
  if (found.length > 0) return found
  throw new Unreadable(`holds none of the six programs${contentsOf([...opened, ...deeper])}`)
}

/** More archives than anybody has reason to pack into one. */
const MOST_INNER = 12

type Source = Pick<Part, 'path' | 'file' | 'isFolder'>

function rootsIn({ folder, name }: Root): Root[] {
  return findRoots(folder).map((root) => ({
    folder: root,
    name: [name, ...relative(folder, root).split(sep)].filter((part) => part !== '').join('/'),
  }))
}

/** A folder for each part: itself, or what an archive holds; loose files share one. */
async function openAll(sources: readonly Source[], work: string): Promise<Root[]> {
  const roots: Root[] = []
  const loose = join(work, 'loose')
  for (const [number, { path, file, isFolder }] of sources.entries()) {
    if (isFolder) roots.push({ folder: path, name: file })
    else if (isArchiveName(file)) {
      const folder = join(work, String(number))
      await open(path, file, folder)
      roots.push({ folder, name: file })
    } else placeLoose(path, file, loose)
  }
  if (sources.some(({ file, isFolder }) => !isFolder && !isArchiveName(file))) {
    roots.push({ folder: loose, name: 'single files' })
  }
  return roots
}

async function open(path: string, file: string, folder: string): Promise<void> {
  try {
    await unpack(path, folder)
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`${file} ${error.message}`)
    throw error
  }
}

/** A file of the Python sheet is known by its name alone: many platforms take no folders. */
function placeLoose(path: string, file: string, folder: string): void {
  const name = file.replace(/-\d+(?=\.\w+$)/, '')
  const place = places.find(({ also }) => [file, name].includes(basename(also)))
  const to = join(folder, place?.also ?? file)
  mkdirSync(join(to, '..'), { recursive: true })
  copyFileSync(path, to)
}

/** Of `lab.zip`, `lab-1.zip` and `lab-2.zip` with the same programs, the last one is the newest. */
function withoutOlder(roots: readonly Root[]): Root[] {
  return roots.filter((root) => {
    const newer = roots.find((it) => isNewer(it.name, root.name))
    return !newer || !programsIn(newer.folder).some((key) => programsIn(root.folder).includes(key))
  })
}

function isNewer(left: string, right: string): boolean {
  const [of, than] = [copyOf(left), copyOf(right)]
  return of.name === than.name && of.number > than.number
}

/** Which copy of a file this is: platforms put a number behind a name that is there already. */
function copyOf(file: string): { name: string; number: number } {
  const number = /-(\d+)(?=\.\w+)/.exec(file)?.[1] ?? '0'
  return { name: file.replace(/-\d+(?=\.\w+)/, ''), number: Number(number) }
}

function contentsOf(roots: readonly Root[]): string {
  const names = roots.flatMap(({ folder }) =>
    filesIn(folder).map((path) => path.slice(folder.length + 1)),
  )
  if (names.length === 0) return ': it is empty'
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return `; it holds ${names.slice(0, 5).join(', ')}${more}`
}
