import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../proof/fixtures.ts'
import type { Ended } from '../run-grade.ts'
import { run } from './host.ts'

/** Why no container can be made here; undefined if one can. */
export const noContainer: string | undefined = reasonAgainst()

function reasonAgainst(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has containers'
  if (process.getuid?.() !== 0) return 'only root can start programs as another user'
  if (spawnSync('bwrap', ['--version']).error) return 'bubblewrap (bwrap) is not installed'
  const { status, stderr } = spawnSync('bwrap', ['--ro-bind', '/', '/', 'true'])
  return status === 0 ? undefined : `bubblewrap can't make one here: ${stderr}`
}

const MODULES = join(ROOT, 'node_modules')

/** What Docker gives the root of a container. */
const CAPABILITIES = [
  ...['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP'],
  ...['NET_BIND_SERVICE', 'NET_RAW', 'SYS_CHROOT', 'MKNOD', 'AUDIT_WRITE', 'SETFCAP'],
]

/**
 * A container as hosts make them of an image: this system, read-only, with an `/etc` of its own,
 * folders of `root` at places of their own, root's usual rights in it, and its own processes.
 */
export class Container {
  readonly #root: string
  readonly #tools: string
  readonly #folders: readonly string[]

  /** @param folders such as `/autograder`: each is the folder of that name in `root` */
  constructor(root: string, tools: string, folders: readonly string[]) {
    this.#root = root
    this.#tools = tools
    this.#folders = folders
    cpSync('/etc', join(root, 'etc'), { recursive: true, verbatimSymlinks: true })
    for (const folder of [...folders, '/tmp']) mkdirSync(join(root, folder), { recursive: true })
    chmodSync(join(root, 'tmp'), 0o1777)
  }

  run(command: readonly string[], { cwd = '/', network = false } = {}): Promise<Ended> {
    const options = [
      ...this.#system(),
      ...words('--unshare-pid --unshare-ipc --die-with-parent --proc /proc --dev /dev'),
      ...words(network ? '' : '--unshare-net'),
      ...words('--cap-drop ALL'),
      ...CAPABILITIES.flatMap((name) => ['--cap-add', `CAP_${name}`]),
      ...words('--clearenv --setenv HOME /root --setenv PATH'),
      '/tools:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
      ...['--chdir', cwd],
    ]
    return run(['bwrap', ...options, '--', ...command], { cwd: this.#root, tools: this.#tools })
  }

  /** Every folder of this system but those that are the container's own. */
  #system(): string[] {
    const own = ['/etc', '/tmp', ...this.#folders]
    const left = ['/root', '/home', '/proc', '/dev', '/sys', ...own]
    const shared = readdirSync('/').map((name) => `/${name}`)
    const bind = (option: string, from: string, to = from) => [option, from, to]
    return [
      ...shared.filter((path) => !left.includes(path)).flatMap((path) => bind('--ro-bind', path)),
      ...own.flatMap((path) => bind('--bind', join(this.#root, path), path)),
      // Where npm finds what it installs: see the one in the tools.
      ...words('--dir /packages'),
      ...bind('--ro-bind', MODULES, '/packages/node_modules'),
      ...bind('--ro-bind', this.#tools, '/tools'),
      ...words('--dir /root'),
    ]
  }
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
