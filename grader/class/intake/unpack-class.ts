import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openArchive } from '../archives/archive.ts'
import { Budget, type Limits, SUBMISSION_LIMITS } from '../archives/budget.ts'
import type { Entry } from '../archives/entry.ts'
import { safeStart, shown } from '../archives/safe-path.ts'
import { asUnreadable, unpackEntry } from '../archives/unpack.ts'
import { Unreadable } from '../unreadable.ts'

/** What of a platform's download could not be unpacked; the rest could. */
export type Fault = {
  /** Where it would have come to lie, relative to the folder; empty for what would lie beside it. */
  path: string
  /** Its name, for people. */
  name: string
  /** Why, in a sentence without a full stop. */
  reason: string
}

const GIBIBYTE = 1024 ** 3
/** For a whole class. Its ratio says nothing: what one student packed well is in it once. */
const CLASS_LIMITS: Limits = {
  bytes: 64 * GIBIBYTE,
  files: 2_000_000,
  ratio: Number.POSITIVE_INFINITY,
}

/**
 * Unpacks a platform's download. What is wrong with one student's files is no fault of the others':
 * they are left out, and named.
 * @throws Unreadable when it is no archive, or damaged as a whole
 */
export async function unpackClass(archive: string, folder: string): Promise<Fault[]> {
  mkdirSync(folder, { recursive: true })
  const unpacking = new Unpacking(folder)
  try {
    for await (const entry of openArchive(archive)) await unpacking.add(entry)
  } catch (error) {
    throw asUnreadable(error)
  }
  return unpacking.faults
}

class Unpacking {
  readonly faults: Fault[] = []
  readonly #folder: string
  readonly #all: Budget
  readonly #budgets = new Map<string, Budget>()

  constructor(folder: string) {
    this.#folder = folder
    this.#all = new Budget(CLASS_LIMITS, 0)
  }

  async add(entry: Entry): Promise<void> {
    const group = groupOf(entry.path)
    if (this.faults.some(({ path }) => path !== '' && path === group)) return
    this.#all.announce(entry.size)
    try {
      await unpackEntry(entry, this.#folder, this.#budgetOf(group))
    } catch (error) {
      const fault = asUnreadable(error)
      if (!(fault instanceof Unreadable)) throw fault
      this.#leaveOut(group, entry, fault.message)
    }
  }

  #budgetOf(group: string): Budget {
    const budget = this.#budgets.get(group) ?? new Budget(SUBMISSION_LIMITS, GIBIBYTE)
    this.#budgets.set(group, budget)
    return budget
  }

  #leaveOut(group: string, entry: Entry, reason: string): void {
    const subject = reason.startsWith('holds "') ? 'the download' : group
    this.faults.push({
      path: group,
      name: group || shown(entry.path),
      reason: `${subject} ${reason}`,
    })
    if (group !== '') rmSync(join(this.#folder, group), { recursive: true, force: true })
  }
}

/** One student's files, or a part of them: a folder that wraps all may come before the student's. */
function groupOf(path: string): string {
  return safeStart(path).slice(0, 2).join('/')
}
