import { list, read } from './proc.ts'

/** Counting on would only cost time: no program of the lab starts so many. */
const MOST = 10_000

/**
 * A process, and then all that it started, directly or not (Linux). Those whose parent has ended
 * belong to somebody else by then, and are not found.
 */
export function familyOf(pid: number): number[] {
  return [...membersOf(pid)]
}

/** The same one by one: whoever has seen enough need not look for the others. */
export function* membersOf(pid: number): Generator<number> {
  const family = [pid]
  for (const member of family) {
    yield member
    if (family.length > MOST) return
    for (const thread of list(`/proc/${member}/task`)) {
      const children = read(`/proc/${member}/task/${thread}/children`) ?? ''
      family.push(...children.split(' ').filter(Boolean).map(Number))
    }
  }
}
