import { delimiter, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { STATUS_FD } from '../relay.ts'
import type { StartOrder } from '../supervisor.ts'
import { programOptions, type View } from './bubblewrap.ts'
import { limited } from './resource-limits.ts'
import { settingsFolders } from './settings.ts'
import type { Surroundings } from './surroundings.ts'
import { type Installation, installationOf, pythonInstallation } from './toolchain.ts'
import { asUser } from './user.ts'

/** What a program is, as far as its surroundings depend on it. */
export type Kind = {
  /** Node, which has a permission model of its own. */
  isNode: boolean
  isPython: boolean
  /** The grader's own files that it reads. */
  files: readonly string[]
  /** Process ids that are used up before it gets one. */
  olderProcesses?: number
}

/** The grader itself: nothing in it concerns a program. */
const GRADER = fileURLToPath(new URL('../../..', import.meta.url))

/** The same order, in the strongest surroundings that the system has. */
export function confine(order: StartOrder, surroundings: Surroundings, kind: Kind): StartOrder {
  const env = { ...order.env, ...ownFolders(order, surroundings) }
  const { sandbox, limits } = surroundings
  if (sandbox.processes && sandbox.bubblewrap) {
    return wrapped({ ...order, env }, surroundings, sandbox.bubblewrap, kind)
  }
  const user = sandbox.user ? asUser(sandbox.user) : []
  const argv = [...user, ...limited(limits, false), order.command, ...order.args]
  return { ...order, ...asCommand(argv), env, watch: { limits, disks: [] } }
}

/** Everything that a program may want to write to or to start is its own, or the grader's Node. */
function ownFolders({ env }: StartOrder, { workplace, sandbox }: Surroundings) {
  const temporary = sandbox.processes ? '/tmp' : workplace.temporary
  const names = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR']
  return {
    PATH: [dirname(process.execPath), env.PATH].join(delimiter),
    [process.platform === 'win32' ? 'USERPROFILE' : 'HOME']: workplace.home,
    ...Object.fromEntries(names.map((name) => [name, temporary])),
  }
}

function wrapped(
  order: StartOrder,
  { workplace, sandbox, limits }: Surroundings,
  bubblewrap: string,
  { isNode, isPython, files, olderProcesses = 0 }: Kind,
): StartOrder {
  const { copy, home, stripped, settings } = workplace
  const { path, roots } = isNode ? { path: order.command, roots: [] } : installed(order, isPython)
  const view: View = {
    cwd: order.cwd,
    copy,
    isWritable: !isNode,
    home,
    installations: roots,
    hidden: [GRADER],
    files: [process.execPath, ...files, ...(isNode ? [stripped] : [])],
    settings,
    settingsFolders: isNode ? [] : systemSettings(),
    disk: limits.disk,
  }
  const argv = [
    bubblewrap,
    ...programOptions(view, sandbox.forbidsNamespaces),
    ...['--json-status-fd', `${STATUS_FD}`, '--'],
    ...limited(limits, true),
    ...after(olderProcesses),
    path,
    ...order.args,
  ]
  const disks = ['/tmp', '/dev/shm', home, ...(isNode ? [] : [copy])]
  return { ...order, ...asCommand(argv), watch: { limits, disks }, isWrapped: true }
}

function systemSettings(): string[] {
  folders ??= settingsFolders()
  return folders
}

let folders: string[] | undefined

function after(processes: number): string[] {
  return processes > 0 ? ['/bin/sh', '-c', USE_UP, 'sh', `${processes}`] : []
}

/** The shell stays, since the one that it would turn into would have its id. */
const USE_UP = 'n=$1; shift; while [ "$n" -gt 0 ]; do n=$((n - 1)); (:); done; "$@"'

/** Asked once for each command: an interpreter may be anywhere. */
function installed({ command }: StartOrder, isPython: boolean): Installation {
  const known = installations.get(command)
  if (known) return known
  const found = isPython ? pythonInstallation(command) : installationOf(command)
  installations.set(command, found)
  return found
}

const installations = new Map<string, Installation>()

function asCommand([command = '', ...args]: readonly string[]): Pick<
  StartOrder,
  'command' | 'args'
> {
  return { command, args }
}
