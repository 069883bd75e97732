import { execFile } from 'node:child_process'
import type { Usage } from './usage.ts'

/** One process, as `ps` lists it. */
type Row = { pid: number; parent: number; group: number; memory: number; cpu: number }

/**
 * Looks at programs where the system has no `/proc`: each is counted with its process group and all
 * that descends from it. Threads, open files and disks are not told.
 * @returns what each uses, by its process id; nothing where there is no `ps`
 */
export async function usageByPs(pids: readonly number[]): Promise<Map<number, Usage>> {
  const rows = rowsIn(await list())
  return new Map(pids.map((pid) => [pid, usageIn(rows, pid)]))
}

/** POSIX has these columns: kilobytes, and `[[days-]hours:]minutes:seconds`. */
const COLUMNS = 'pid=,ppid=,pgid=,rss=,time='
const PATIENCE = 5000

function list(): Promise<string> {
  const options = { encoding: 'utf8', timeout: PATIENCE, maxBuffer: 2 ** 24 } as const
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', COLUMNS], options, (_, text) => resolve(text))
  })
}

/** The rows of a listing; a line that is none is left out. */
export function rowsIn(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [pid = '', parent, group, memory, time] = line.trim().split(/\s+/)
    if (time === undefined) return []
    const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group) }
    return [{ ...numbers, memory: Number(memory) * 1024, cpu: secondsIn(time) }]
  })
}

function secondsIn(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse()
  const parts = clock.split(':').map(Number)
  return parts.reduce((total, part) => total * 60 + part, 0) + Number(days) * 86_400
}

function usageIn(rows: readonly Row[], pid: number): Usage {
  const family = new Set(rows.filter((row) => row.group === pid || row.pid === pid))
  // A set grows while it is gone through.
  for (const { pid: parent } of family) {
    for (const row of rows) if (row.parent === parent) family.add(row)
  }
  const all = [...family]
  return {
    processes: all.length,
    memory: all.reduce((sum, row) => sum + row.memory, 0),
    cpu: all.reduce((sum, row) => sum + row.cpu, 0),
    files: 0,
    isDiskFull: false,
  }
}
