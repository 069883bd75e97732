import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { UnusableInput } from '../../harness/unusable-input.ts'
import { type NamesFile, readNamesFile } from '../names/names-file.ts'
import { Unreadable } from '../unreadable.ts'
import { type Listed, listItems } from './items.ts'
import { uniqueKeys } from './keys.ts'
import { type Handin, type Roster, readRoster } from './roster.ts'
import { type Fault, unpackClass } from './unpack-class.ts'

/**
 * Opens a folder of submissions, or a platform's download with them, and finds out whose they are.
 * Nothing that is in it is without its line, however bad it is.
 * @param input as it was given
 * @param work an empty folder to unpack a download in
 * @param names the path of an instructor's list of names
 * @throws UnusableInput
 */
export async function openClass(
  input: string,
  work: string,
  names: string | undefined,
): Promise<Roster> {
  const list = names === undefined ? undefined : readNamesFile(names)
  const isFolder = statSync(input).isDirectory()
  const folder = isFolder ? realpathSync(input) : join(work, 'class')
  const faults = isFolder ? [] : await unpackDownload(input, folder)
  const listed = withLost(listItems(folder, basename(input)), folder, faults)
  const roster = readRoster(listed, list?.naming)
  const handins = uniqueKeys([
    ...roster.handins.map((handin) => ({ ...handin, ...problemOf(handin, folder, faults) })),
    ...faults.filter((fault) => !roster.handins.some((it) => isOf(it, folder, fault))).map(strange),
    ...missing(list, roster),
  ])
  if (handins.length > 0) return { ...roster, handins }
  const left =
    roster.leftOut.length > 0 ? `; it holds ${roster.leftOut.slice(0, 5).join(', ')}` : ''
  throw new UnusableInput(`${input} holds no submission: neither a folder nor an archive${left}.`)
}

/** @throws UnusableInput when there is nothing of that name */
export function checkInput(input: string): void {
  if (existsSync(input)) return
  throw new UnusableInput(`There is no folder or archive ${input}.`)
}

async function unpackDownload(archive: string, folder: string): Promise<Fault[]> {
  try {
    return await unpackClass(archive, folder)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new UnusableInput(`${archive} ${error.message}.`)
  }
}

/** Also what is no longer there, since nothing of it could be unpacked. */
function withLost(listed: Listed, folder: string, faults: readonly Fault[]): Listed {
  const names = faults.flatMap(({ path }) => {
    const [first = '..'] = relative(listed.path, join(folder, path)).split(sep)
    const isThere = first === '..' || listed.items.some((item) => item.name === first)
    return path === '' || isThere ? [] : [first]
  })
  const items = [...new Set(names)].map((name) => {
    return { name, path: join(listed.path, name), isFolder: true }
  })
  return { ...listed, items: [...listed.items, ...items] }
}

/** Why a submission can't be graded, when a part of it could not be unpacked. */
function problemOf(handin: Handin, folder: string, faults: readonly Fault[]): { problem?: string } {
  const fault = faults.find((it) => isOf(handin, folder, it))
  return fault ? { problem: fault.reason } : {}
}

/** Whether it was among what a student handed in. */
function isOf({ parts }: Handin, folder: string, { path }: Fault): boolean {
  return parts.some((part) => {
    const own = relative(folder, part.path).split(sep).join('/')
    return path === own || path.startsWith(`${own}/`)
  })
}

/** What would lie outside, or can lie nowhere: nobody knows whose it is, but it has been there. */
function strange({ name, reason }: Fault): Handin {
  const none = { id: '', isLate: false, time: '', attempt: 1, parts: [], earlier: [] }
  return { key: name, who: name, ...none, problem: reason }
}

/** Students on the list from whom there is nothing. */
function missing(list: NamesFile | undefined, { handins }: Roster): Handin[] {
  const there = new Set(handins.flatMap(({ parts }) => parts.map(({ name }) => name)))
  const absent = list?.names.filter((name) => !there.has(name)) ?? []
  return absent.flatMap((name) => {
    const named = list?.naming.parse(name)
    if (!named) return []
    const { student, who, id } = named
    const none = { isLate: false, time: '', attempt: 0, parts: [], earlier: [] }
    return { key: student, who, id, ...none, problem: `there is no ${name}` }
  })
}
