import { familyOf, membersOf } from './family.ts'
import { list, read } from './proc.ts'

/** What a program is doing. Each is found out when it is asked for: a look costs some thirty reads. */
export type Activity = {
  /** Whether all of it sleeps. */
  readonly asleep: boolean
  /** How long it has computed in all (ns). */
  readonly computed: number
}

/**
 * Looks at a program and its descendants. One whose threads all sleep, and whose main thread has
 * computed nothing since the last look, waits for something to come. On a busy machine a starved
 * program is runnable, not asleep: so this does not depend on speed. One that has ended waits for
 * nothing, and does not sleep either.
 * @returns undefined where the system does not tell (anything but Linux)
 */
export function activityOf(pid: number): Activity | undefined {
  if (process.platform !== 'linux') return undefined
  return {
    get asleep() {
      return !'ZX'.includes(stateOf(`${pid}`) ?? 'X') && membersOf(pid).every(sleeps)
    },
    get computed() {
      return familyOf(pid).reduce((sum, member) => sum + computedBy(member), 0)
    },
  }
}

/** The system lists the main thread first: it is the one that computes, if any does. */
function sleeps(pid: number): boolean {
  return list(`/proc/${pid}/task`).every((thread) => isAsleep(`${pid}/task/${thread}`))
}

/** A thread that ended while we looked has no say. */
function isAsleep(thread: string): boolean {
  return 'SZXTtI'.includes(stateOf(thread) ?? 'X')
}

/** The kernel's letter for what a thread is doing. */
function stateOf(thread: string): string | undefined {
  const stat = read(`/proc/${thread}/stat`)
  // The name is in brackets and may hold anything; the state follows it.
  return stat?.charAt(stat.lastIndexOf(')') + 2)
}

/** How long its main thread has been on a processor (ns). */
function computedBy(pid: number): number {
  return Number(read(`/proc/${pid}/schedstat`)?.split(' ')[0] ?? 0)
}
