import { readFileSync, readlinkSync, statfsSync, statSync } from 'node:fs'
import { familyOf } from '../family.ts'
import { list, read } from '../proc.ts'

/** What a program uses, with all that it has started. */
export type Usage = {
  /** Processes and threads. */
  processes: number
  /** Bytes of memory. */
  memory: number
  /** Seconds on a processor. */
  cpu: number
  /** Files and sockets of the process that has most of them open; 0 where the system does not tell. */
  files: number
  /** Whether a file system that was made for it has no room left. */
  isDiskFull: boolean
}

/** Where to look for a program. */
export type Whereabouts = {
  pid: number
  /** The first process of its own namespace, where it has one. */
  init?: number
  /** Folders that are file systems of its own. */
  disks: readonly string[]
}

/**
 * Looks at a program; undefined where the system does not tell (anything but Linux).
 * @param most bytes of memory from which on what processes share is counted once: to know it takes time
 */
export function usageOf({ pid, init, disks }: Whereabouts, most = 0): Usage | undefined {
  if (process.platform !== 'linux') return undefined
  const root = init === undefined ? undefined : rootOf(init)
  const all = root === undefined ? familyOf(pid).map((it) => `/proc/${it}`) : pidsIn(`${root}/proc`)
  const processes = all.flatMap((folder) => processAt(folder) ?? [])
  const isMuch = sum(processes, ({ resident }) => resident) > most
  return {
    processes: sum(processes, ({ threads }) => threads),
    memory: sum(processes, (it) => (isMuch ? shareOf(it) : it.resident)),
    cpu: sum(processes, ({ cpu }) => cpu),
    files: Math.max(0, ...all.map((folder) => sizeOf(`${folder}/fd`))),
    isDiskFull: root !== undefined && disks.some((disk) => isFull(root + disk)),
  }
}

/**
 * The file system that a namespace's first process sees, once it is the namespace's own: until
 * then it is the machine's, and so are the processes in it.
 */
function rootOf(init: number): string | undefined {
  const root = `/proc/${init}/root`
  const [own, seen] = [linkOf(`/proc/${init}/ns/pid`), linkOf(`${root}/proc/1/ns/pid`)]
  return own !== undefined && own === seen ? root : undefined
}

/** A namespace's own list of processes has all of them, also those that nobody is the parent of. */
function pidsIn(proc: string): string[] {
  return list(proc)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => `${proc}/${name}`)
}

type Process = { folder: string; threads: number; resident: number; cpu: number }

/** A process that ended while we looked uses nothing. */
function processAt(folder: string): Process | undefined {
  const stat = read(`${folder}/stat`)
  if (stat === undefined) return undefined
  // The name is in brackets and may hold anything; the state is the first field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (index: number) => Number(fields[index] ?? 0)
  return {
    folder,
    threads: field(FIELD.threads),
    resident: Math.max(0, field(FIELD.pages)) * PAGE,
    cpu: sum(FIELD.ticks, field) / TICKS_PER_SECOND,
  }
}

/** Bytes of memory of a process, with its part of what it shares; one that hides it has all of it. */
function shareOf({ folder, resident }: Process): number {
  try {
    const rollup = readFileSync(`${folder}/smaps_rollup`, 'utf8')
    return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? resident : 0
  }
}

function sum<T>(all: readonly T[], value: (it: T) => number): number {
  return all.reduce((total, it) => total + value(it), 0)
}

/** Where `/proc/PID/stat` has what, counted from the state (see proc(5)); its own time and that of its dead children. */
const FIELD = { ticks: [11, 12, 13, 14], threads: 17, pages: 21 }
const TICKS_PER_SECOND = 100
/** Some machines have larger pages: then a program is taken to use less than it does. */
const PAGE = 4096

/** Kernels from 6.2 on tell how many files are open as the size of that folder. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

function isFull(path: string): boolean {
  try {
    return statfsSync(path).bavail === 0
  } catch {
    return false
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
