import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isInside } from '../commands.ts'
import { USER_ID } from './settings.ts'
import { SYSTEM } from './toolchain.ts'

/** What a program finds around it in namespaces of its own; all of it but `writable` is read-only. */
export type View = {
  /** Where it runs. */
  cwd: string
  /** The copy of the submission. */
  copy: string
  /** Whether the program's folder, and the root, take new files: gone when the program ends. */
  isWritable: boolean
  /** Shown empty, and takes files. */
  home: string
  /** Where interpreters are installed that are not the system's own. */
  installations: readonly string[]
  /** Shown empty, where they are in something that is shown. */
  hidden: readonly string[]
  /** Single files that it needs, each at its own path. */
  files: readonly string[]
  /** What is shown as `/etc`, where anything is: see `laySettings`. */
  settings: string | undefined
  /** Folders of the system's own `/etc` that are shown in it. */
  settingsFolders: readonly string[]
  /** Bytes that each place takes. */
  disk: number
}

/**
 * Options that start a program in namespaces of its own; `--` and its command follow.
 * @param forbidsNamespaces whether it may make none itself; bubblewrap knows this from 0.8 on
 */
export function programOptions(view: View, forbidsNamespaces: boolean): string[] {
  const tmpfs = (path: string) => ['--perms', '1777', '--size', `${view.disk}`, '--tmpfs', path]
  return [
    ...['user', 'pid', 'ipc', 'uts', 'cgroup-try'].map((name) => `--unshare-${name}`),
    ...(forbidsNamespaces ? ['--disable-userns'] : []),
    '--die-with-parent',
    ...['--cap-drop', 'ALL', '--uid', USER_ID, '--gid', USER_ID, '--hostname', 'localhost'],
    ...system(),
    ...settings(view),
    ...['--proc', '/proc', '--ro-bind', '/proc/sys', '/proc/sys'],
    ...['--dev', '/dev', ...tmpfs('/dev/shm'), '--remount-ro', '/dev'],
    ...tmpfs('/tmp'),
    ...view.installations.flatMap((path) => bind(path, path)),
    ...view.hidden.filter((path) => isShown(path, view)).flatMap((path) => ['--tmpfs', path]),
    ...view.files.flatMap((path) => bind(path, path)),
    ...(view.isWritable ? writable(view, tmpfs) : bind(view.copy, view.copy)),
    ...tmpfs(view.home),
    ...['--remount-ro', '/', '--chdir', view.cwd],
  ]
}

/** Options that start the grader's worker with a network of its own, which has loopback alone. */
export const NETWORK_OPTIONS: readonly string[] = [
  ...['--dev-bind', '/', '/', '--unshare-net', '--die-with-parent'],
]

function bind(from: string, to: string): string[] {
  return ['--ro-bind', from, to]
}

/** The system's own programs. */
function system(): string[] {
  systemOptions ??= SYSTEM.filter((path) => existsSync(path)).flatMap((path) => keep(path))
  return systemOptions
}

let systemOptions: string[] | undefined

function settings({ settings, settingsFolders }: View): string[] {
  const folders = settingsFolders.map((name) => join('/etc', name))
  return settings === undefined
    ? []
    : [...bind(settings, '/etc'), ...folders.flatMap((path) => bind(path, path))]
}

function isShown(path: string, { installations }: View): boolean {
  return [...SYSTEM, ...installations].some((folder) => isInside(path, folder))
}

/**
 * A fresh, small file system in the place of the copy, with what is in the copy bound into it: so
 * a program may write beside its files, never over them, and never where another one reads.
 */
function writable({ copy, cwd }: View, tmpfs: (path: string) => string[]): string[] {
  const below = relative(copy, cwd).split(sep).filter(Boolean)
  const open = [copy, ...below.map((_, index) => join(copy, ...below.slice(0, index + 1)))]
  const entries = open.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  if (entries.length > MOST_ENTRIES) return bind(copy, copy)
  return [
    ...tmpfs(copy),
    ...entries.filter((path) => !open.includes(path)).flatMap((path) => keep(path)),
  ]
}

/** More than these would cost more time than a program may ever gain from writing beside them. */
const MOST_ENTRIES = 100

function keep(path: string): string[] {
  return lstatSync(path).isSymbolicLink()
    ? ['--symlink', readlinkSync(path), path]
    : bind(path, path)
}
