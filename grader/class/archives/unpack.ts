import { mkdirSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isLitter } from '../../harness/litter.ts'
import { Unreadable } from '../unreadable.ts'
import { openArchive } from './archive.ts'
import { Budget, SUBMISSION_LIMITS } from './budget.ts'
import type { Entry } from './entry.ts'
import { safeParts, shown } from './safe-path.ts'

/**
 * Unpacks what a student packed into a folder that is empty or missing. Nothing is ever written beside it, and
 * no link or device is made. What it leaves behind when it throws is only fit to be removed.
 * @throws Unreadable with a reason that completes "lab2.zip …"
 */
export async function unpack(archive: string, folder: string): Promise<void> {
  const budget = new Budget(SUBMISSION_LIMITS, statSync(archive).size)
  mkdirSync(folder, { recursive: true })
  try {
    for await (const entry of openArchive(archive)) await unpackEntry(entry, folder, budget)
  } catch (error) {
    throw asUnreadable(error)
  }
}

/** Writes one entry of an archive, unless it is litter. @throws Unreadable */
export async function unpackEntry(entry: Entry, folder: string, budget: Budget): Promise<void> {
  const parts = safeParts(entry.path)
  if (parts.some(isLitter)) return budget.pass(entry.size)
  budget.announce(entry.size)
  const path = join(folder, ...parts)
  if (entry.kind === 'folder') return makeFolder(path, entry)
  if (entry.kind === 'link') {
    throw new Unreadable(`holds ${shown(entry.path)}, a link: pack the file that it leads to`)
  }
  if (entry.kind === 'device' || parts.length === 0) {
    throw new Unreadable(`holds ${shown(entry.path)}, which is neither a file nor a folder`)
  }
  makeFolder(dirname(path), entry)
  await writeFile(path, entry, budget)
}

function makeFolder(path: string, entry: Entry): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw unwritable(entry, error)
  }
}

/** Opened before anything is read: a tar can't go on behind an entry that was given up half way. */
async function writeFile(path: string, entry: Entry, budget: Budget): Promise<void> {
  const file = await openNew(path, entry)
  const counted = async function* () {
    for await (const chunk of entry.read()) {
      budget.spend(chunk.length)
      yield chunk
    }
  }
  await pipeline(counted, file.createWriteStream())
}

async function openNew(path: string, entry: Entry) {
  try {
    return await open(path, 'wx', entry.isExecutable ? 0o755 : 0o644)
  } catch (error) {
    throw unwritable(entry, error)
  }
}

function unwritable({ path }: Entry, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') {
    return new Unreadable(`holds ${shown(path)} twice, or under two spellings: pack it anew`)
  }
  if (code === 'ENAMETOOLONG' || code === 'EINVAL' || code === 'EILSEQ') {
    return new Unreadable(`holds ${shown(path)}, a name that can't be written here`)
  }
  return error as Error
}

/** As a reason; the libraries' own words are for programmers. A machine that can't write is no archive's fault. */
export function asUnreadable(error: unknown): unknown {
  if (error instanceof Unreadable || (error as NodeJS.ErrnoException).syscall) return error
  const [line = ''] = (error as Error).message.split(/[.\n]/)
  return new Unreadable(`is damaged or cut short (${line}): ask for it again`)
}
