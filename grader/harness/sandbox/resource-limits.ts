import { existsSync, readFileSync } from 'node:fs'
import { findCommand } from '../commands.ts'
import type { Limits } from './limits.ts'

/**
 * The words to put before a command so that the system itself keeps it to its limits; none where
 * there is nothing that could. Whatever the program starts inherits them.
 * @param isAlone whether the program is in a user namespace of its own, where nobody else's
 *   processes count
 */
export function limited(limits: Limits, isAlone: boolean): string[] {
  if (process.platform === 'win32') return []
  const prlimit = findPrlimit()
  return prlimit ? [prlimit, ...prlimitOptions(limits, isAlone), '--'] : ulimit(limits)
}

/** A program gets SIGXCPU a second before the system ends it: so it is known why it ended. */
function prlimitOptions(limits: Limits, isAlone: boolean): string[] {
  return [
    `--nofile=${within('Max open files', limits.files)}`,
    `--fsize=${within('Max file size', limits['file-size'])}`,
    `--cpu=${within('Max cpu time', limits.cpu)}:${within('Max cpu time', limits.cpu + 1)}`,
    '--core=0',
    // The watchdog comes first and says why; this is for one that is faster.
    ...(isAlone ? [`--nproc=${within('Max processes', limits.processes * 2)}`] : []),
  ]
}

/** Nobody but root may go beyond what this process is itself kept to. */
function within(name: string, wanted: number): number {
  own ??= readFileSync('/proc/self/limits', 'utf8')
  const [, , hard = ''] = new RegExp(`^${name} +(\\S+) +(\\d+)`, 'm').exec(own) ?? []
  return hard === '' ? wanted : Math.min(wanted, Number(hard))
}

let own: string | undefined

/** A shell can do it everywhere else; its script is always the same, the command its arguments. */
function ulimit(limits: Limits): string[] {
  if (!existsSync(SHELL)) return []
  const blocks = Math.ceil(limits['file-size'] / 512)
  return [SHELL, '-c', SCRIPT, 'sh', `${limits.files}`, `${blocks}`, `${limits.cpu}`]
}

const SHELL = '/bin/sh'
const SCRIPT =
  '{ ulimit -n "$1"; ulimit -f "$2"; ulimit -S -t "$3"; ulimit -c 0; } 2>/dev/null; shift 3; exec "$@"'

/** Linux has it, as a part of util-linux. */
function findPrlimit(): string | undefined {
  prlimit ??= { path: process.platform === 'linux' ? findCommand('prlimit') : undefined }
  return prlimit.path
}

let prlimit: { path: string | undefined } | undefined
