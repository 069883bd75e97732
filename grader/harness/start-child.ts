import { type ChildProcess, spawn } from 'node:child_process'

/** What a child process is started with. */
export type ChildOrder = {
  command: string
  args: readonly string[]
  cwd: string
  /** All of its environment. */
  env: Record<string, string>
  /** In a process group of its own. */
  detached: boolean
  stdio: readonly ['pipe' | 'ignore', 'pipe', 'pipe', ...'pipe'[]]
}

/** A child process; one that could not be started has no `pid`, and `failure` says why. */
export type Started = { child: ChildProcess; failure: Promise<string> }

/**
 * Starts a child process.
 *
 * Windows starts scripts and `.cmd` files only with help, which is Execa's. Elsewhere the system
 * does it by itself, and loading Execa would cost every grade a tenth of a second.
 */
export const startChild = process.platform === 'win32' ? await withExeca() : startDirectly

function startDirectly({ command, args, stdio, ...options }: ChildOrder): Started {
  const child = spawn(command, args, { ...options, stdio: [...stdio] })
  const failure = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
  })
  return { child, failure }
}

/** The way of Windows, which works everywhere. */
export async function withExeca(): Promise<(order: ChildOrder) => Started> {
  const { execa } = await import('execa')
  return ({ command, args, ...options }) => {
    const subprocess = execa(command, args, {
      ...options,
      windowsHide: true,
      extendEnv: false,
      cleanup: false,
      buffer: false,
      reject: false,
    })
    const failure = subprocess.then(
      (result) => result.originalMessage ?? result.shortMessage ?? 'the system gave no reason',
    )
    return { child: subprocess.nodeChildProcess, failure }
  }
}
