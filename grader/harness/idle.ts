import { readdirSync, readFileSync } from 'node:fs'

/** What a program is doing: whether all of it sleeps, and how long it has computed in all (ns). */
export type Activity = { asleep: boolean; computed: number }

/**
 * Looks at every thread of a program and of its descendants. One that sleeps and has computed
 * nothing since the last look waits for something to come. On a busy machine a starved program is
 * runnable, not asleep: so this does not depend on speed.
 * @returns undefined where the system does not tell (anything but Linux)
 */
export function activityOf(pid: number): Activity | undefined {
  if (process.platform !== 'linux') return undefined
  const threads = familyOf(pid).flatMap(threadsOf)
  return {
    asleep: threads.every((thread) => thread.asleep),
    computed: threads.reduce((sum, thread) => sum + thread.computed, 0),
  }
}

function threadsOf(pid: number): Activity[] {
  return list(`/proc/${pid}/task`).flatMap((thread) => {
    const stat = read(`/proc/${pid}/task/${thread}/stat`)
    // A thread that ended while we looked has no say.
    if (stat === undefined) return []
    // The name is in brackets and may hold anything; the state follows it.
    const asleep = 'SZXTtI'.includes(stat.charAt(stat.lastIndexOf(')') + 2))
    const computed = Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[0] ?? 0)
    return [{ asleep, computed }]
  })
}

function familyOf(pid: number): number[] {
  const children = list(`/proc/${pid}/task`).flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean),
  )
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))]
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
