import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isArchiveName } from '../archives/archive.ts'
import type { Named, Naming } from '../names/naming.ts'
import { plain } from '../names/plain.ts'
import { recognise } from '../names/recognise.ts'
import type { Item, Listed } from './items.ts'
import { uniqueKeys } from './keys.ts'

/** What one student, or one team, has handed in. */
export type Handin = {
  /** Its folder's name among the results: safe on every system, and unique in the class. */
  key: string
  who: string
  /** The platform's own number or name for them; empty where nothing tells it. */
  id: string
  isLate: boolean
  /** When it was handed in, by the platform's clock; empty where nothing tells it. */
  time: string
  /** Which of the student's attempts this is, counted from 1. */
  attempt: number
  /** What counts: the newest attempt's files. */
  parts: Part[]
  /** The names of the older attempts. */
  earlier: string[]
  /** Why it can't be graded, where that is known already. */
  problem?: string
}

/** One file or folder of an attempt. */
export type Part = Item & {
  /** What the student called the file; the platform put its own things before it. */
  file: string
}

/** Everybody who handed in, in an order that is the same everywhere. */
export type Roster = {
  platform: string
  handins: Handin[]
  /** Files that are nobody's submission. */
  leftOut: string[]
}

/** Finds out who handed in what, by the names of a platform's download. */
export function readRoster(listed: Listed, naming: Naming = namingOf(listed)): Roster {
  const leftOut: string[] = []
  const students = new Map<string, Entry[]>()
  for (const item of listed.items) {
    const named = namedBy(naming, item)
    if (!named) leftOut.push(item.name)
    else students.set(named.student, [...(students.get(named.student) ?? []), { item, named }])
  }
  const handins = uniqueKeys([...students].map(([student, entries]) => handin(student, entries)))
  return { platform: naming.platform, handins, leftOut }
}

type Entry = { item: Item; named: Named }

function namingOf({ name: folder, items }: Listed): Naming {
  const likely = items.filter(isLikely)
  const isCloned = likely.length > 0 && likely.every(({ path }) => existsSync(join(path, '.git')))
  const names = (likely.length > 0 ? likely : items).map((item) => item.name)
  return recognise(names, { folder, isCloned })
}

/** A name that is not the platform's is taken as it is: it may be a submission all the same. */
function namedBy(naming: Naming, item: Item): Named | undefined {
  const named = naming.parse(item.name)
  if (named?.file !== undefined) return named
  return isLikely(item) ? (named ?? plain.parse(item.name)) : undefined
}

function isLikely(item: Item): boolean {
  return item.isFolder || isArchiveName(item.name)
}

/** One student's newest attempt, and the names of the older ones. */
function handin(student: string, entries: readonly Entry[]): Handin {
  const attempts = Map.groupBy(entries, ({ named }) => named.attempt ?? '')
  const order = [...attempts.keys()].toSorted()
  const newest = attempts.get(order.at(-1) as string) as Entry[]
  const [{ named }] = newest as [Entry]
  const older = order.slice(0, -1).flatMap((attempt) => attempts.get(attempt) as Entry[])
  const problem = order.length > 1 && isUndated(entries)
  return {
    key: student,
    who: named.who,
    id: named.id,
    isLate: newest.some((entry) => entry.named.isLate),
    time: named.time ?? '',
    attempt: order.length,
    parts: newest.map(({ item, named: { file } }) => ({ ...item, file: file ?? item.name })),
    earlier: older.map(({ item }) => item.name),
    ...(problem && {
      problem: `${order.length} attempts, and their dates can't be compared: ${WAY_OUT}`,
    }),
  }
}

const WAY_OUT = 'leave only the one that counts'

function isUndated(entries: readonly Entry[]): boolean {
  return entries.some(({ named }) => named.time === undefined)
}
