import { readdirSync, readFileSync } from 'node:fs'

/**
 * Whether every thread of a program and of its descendants sleeps, waiting for something to come.
 * On a busy machine a starved program is runnable, not asleep: so this does not depend on speed.
 * @returns undefined where the system does not tell (anything but Linux)
 */
export function isAsleep(pid: number): boolean | undefined {
  if (process.platform !== 'linux') return undefined
  return familyOf(pid).every(sleeps)
}

function sleeps(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).every((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      // The name is in brackets and may hold anything; the state follows it.
      return 'SZXTtI'.includes(stat.charAt(stat.lastIndexOf(')') + 2))
    })
  } catch {
    // It ended while we looked.
    return true
  }
}

function familyOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return [pid, ...children.flatMap((child) => familyOf(Number(child)))]
  } catch {
    return [pid]
  }
}
