import { spawn } from 'node:child_process'
import { findCommand } from '../commands.ts'
import { systemEnvironment } from '../programs.ts'
import { NETWORK_OPTIONS, programOptions, type View } from './bubblewrap.ts'
import type { User } from './user.ts'

/** How much isolation is asked for: the strongest that works, all that there is, or none. */
export type Mode = 'auto' | 'require' | 'off'
export const MODES: readonly Mode[] = ['auto', 'require', 'off']

/** What the namespaces of Linux give on top of what there is everywhere. */
export type Layer = 'processes' | 'network'

/** What programs are kept in; plain data, so that it can cross to the worker. */
export type Sandbox = {
  mode: Mode
  /** Node programs run under Node's permission model. */
  permissions: boolean
  /** The program that makes namespaces, where any are made. */
  bubblewrap: string | undefined
  /** Each program has processes and a file system of its own. */
  processes: boolean
  /** The worker, and with it every program, has a network of its own. */
  network: boolean
  /** Programs may make no namespaces themselves. */
  forbidsNamespaces: boolean
  /** As whom programs run without processes of their own. */
  user?: User
  /** Why a layer can't be had, in a few words. */
  missing: Partial<Record<Layer, string>>
}

/** A sandbox was required, and this system does not have it: nothing is graded. Exit code 3. */
export class SandboxMissing extends Error {
  override readonly name = 'SandboxMissing'
}

/**
 * Finds the strongest sandbox that works here, by trying it.
 * @throws SandboxMissing where all of it is required, and something of it can't be had
 */
export async function findSandbox(mode: Mode): Promise<Sandbox> {
  const sandbox = await strongest(mode)
  const reasons = Object.entries(sandbox.missing)
  if (mode !== 'require' || reasons.length === 0) return sandbox
  const said = reasons.map(([layer, reason]) => `${LAYER_NAMES[layer as Layer]}: ${reason}`)
  throw new SandboxMissing(
    `--sandbox require: this system does not have the whole sandbox (${said.join('; ')}). Install bubblewrap on Linux and allow user namespaces, or use --sandbox auto for programs that you trust.`,
  )
}

/** What each is called. */
export const LAYER_NAMES: Record<Layer, string> = {
  processes: 'processes and files of its own',
  network: 'a network of its own',
}

async function strongest(mode: Mode): Promise<Sandbox> {
  if (mode === 'off') return without(mode, 'it was switched off')
  if (process.platform !== 'linux') return without(mode, 'only Linux has it')
  const bubblewrap = findCommand('bwrap')
  if (!bubblewrap) return without(mode, 'bubblewrap (bwrap) is not installed')
  for (const layers of STRENGTHS) {
    const sandbox = { mode, permissions: true, bubblewrap, ...layers }
    if ((await failureOf(commandOf(sandbox))) !== undefined) continue
    return { ...sandbox, missing: await reasons(sandbox) }
  }
  return { ...without(mode, ''), missing: await reasons({ ...without(mode, ''), bubblewrap }) }
}

/** Only what there is everywhere. */
function without(mode: Mode, reason: string): Sandbox {
  return {
    mode,
    permissions: mode !== 'off',
    bubblewrap: undefined,
    processes: false,
    network: false,
    forbidsNamespaces: false,
    missing: { processes: reason, network: reason },
  }
}

type Layers = Pick<Sandbox, 'processes' | 'network' | 'forbidsNamespaces'>

const STRENGTHS: readonly Layers[] = [
  { processes: true, network: true, forbidsNamespaces: true },
  { processes: true, network: true, forbidsNamespaces: false },
  { processes: true, network: false, forbidsNamespaces: true },
  { processes: true, network: false, forbidsNamespaces: false },
  { processes: false, network: true, forbidsNamespaces: false },
]

type Tried = Layers & { bubblewrap: string }

/** A command that does nothing, in these layers. */
function commandOf({ bubblewrap, processes, network, forbidsNamespaces }: Tried): string[] {
  return [
    ...(network ? [bubblewrap, ...NETWORK_OPTIONS, '--'] : []),
    ...(processes ? [bubblewrap, ...programOptions(EMPTY, forbidsNamespaces), '--'] : []),
    'true',
  ]
}

const EMPTY: View = {
  cwd: '/',
  copy: '/usr',
  isWritable: false,
  home: '/tmp/home',
  installations: [],
  hidden: [],
  files: [],
  settings: undefined,
  settingsFolders: [],
  disk: 2 ** 20,
}

/** Each missing layer with what the system says when it is tried alone. */
async function reasons(found: Tried): Promise<Sandbox['missing']> {
  const missing: Sandbox['missing'] = {}
  for (const layer of ['processes', 'network'] as const) {
    if (found[layer]) continue
    const alone = {
      ...found,
      processes: false,
      network: false,
      forbidsNamespaces: false,
      [layer]: true,
    }
    missing[layer] = (await failureOf(commandOf(alone))) ?? 'namespaces can not be nested here'
  }
  return missing
}

/** Far more than it takes, also on a busy machine (ms). */
const PATIENCE = 10_000

/** Runs a command. @returns why it failed, in a few words; undefined if it did not */
function failureOf([command = '', ...args]: readonly string[]): Promise<string | undefined> {
  const child = spawn(command, args, {
    env: systemEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => {
      const reason = said.trim().split('\n')[0] || `it ended with ${signal ?? `code ${code}`}`
      resolve(code === 0 ? undefined : reason)
    })
  })
}
