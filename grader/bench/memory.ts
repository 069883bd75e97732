import { list, read } from '../harness/proc.ts'

/** The grader's own processes, by the file that they run; a student's program is none. */
const OWN = /grader\/(?:commands|engine|harness)\/[\w-]+\.m?[jt]s/

/**
 * How much memory a process and its descendants use, without what students wrote: pages that several
 * share are counted once (bytes). Undefined where the system does not tell.
 */
export function memoryOf(pid: number): number | undefined {
  const parents = parentsOfAll()
  if (parents.size === 0) return undefined
  const own = [...parents.keys()].filter((it) => it === pid || isDescendant(it, pid, parents))
  return own.filter(isOwn).reduce((sum, it) => sum + proportionalSize(it), 0)
}

/** Every process, with its parent. */
function parentsOfAll(): Map<number, number> {
  const pids = list('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(
    pids.flatMap((name) => {
      const parent = /\) \S (\d+)/.exec(read(`/proc/${name}/stat`) ?? '')?.[1]
      return parent ? [[Number(name), Number(parent)] as const] : []
    }),
  )
}

function isDescendant(pid: number, ancestor: number, parents: Map<number, number>): boolean {
  for (let it = parents.get(pid); it !== undefined && it > 1; it = parents.get(it)) {
    if (it === ancestor) return true
  }
  return false
}

function isOwn(pid: number): boolean {
  const [, ...args] = read(`/proc/${pid}/cmdline`)?.split('\0') ?? []
  return OWN.test(args.find((arg) => !arg.startsWith('-')) ?? '')
}

function proportionalSize(pid: number): number {
  const [, kilobytes = '0'] = /^Pss: +(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '') ?? []
  return Number(kilobytes) * 1024
}
