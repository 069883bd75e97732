import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { findCommand, isInside } from '../commands.ts'
import { systemEnvironment } from '../programs.ts'

/** Where a system keeps its own programs; what is in there is the machine's, not a user's. */
export const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store']

/** Where a command really is, and what has to be readable so that it can run. */
export type Installation = { path: string; roots: string[] }

/**
 * A command of this machine: one of the system's own needs nothing, one that was installed
 * elsewhere, as by a version manager, the folder of its installation.
 */
export function installationOf(command: string): Installation {
  const path = findCommand(command)
  if (!path || isOfSystem(path)) return { path: command, roots: [] }
  return { path, roots: [...new Set([...rootOf(path), ...rootOf(realpathSync(path))])] }
}

/** A Python may be a version manager's script that looks for the real one at each start: it is asked. */
export function pythonInstallation(command: string): Installation {
  const found = findCommand(command)
  if (!found || (isOfSystem(found) && isOfSystem(realpathSync(found)))) {
    return { path: command, roots: [] }
  }
  try {
    const options = { env: systemEnvironment(), encoding: 'utf8', timeout: PATIENCE } as const
    const [path, ...prefixes] = JSON.parse(execFileSync(found, ['-c', QUESTION], options))
    const roots = [...rootOf(path), ...prefixes].filter((it) => !isOfSystem(it))
    return { path, roots: [...new Set(roots)] }
  } catch {
    // Whatever it is, it runs as it is or not at all.
    return installationOf(command)
  }
}

const QUESTION =
  'import json, sys; print(json.dumps([sys.executable, sys.prefix, sys.base_prefix]))'
/** For an interpreter to say where it is installed (ms). */
const PATIENCE = 10_000

/** The folder that holds an installation's `bin`, unless that is a home folder or the root. */
function rootOf(path: string): string[] {
  const folder = dirname(path)
  const root = dirname(folder)
  const isInstallation = ['bin', 'shims', 'sbin'].includes(basename(folder))
  const isShared = [homedir(), join(homedir(), '.local'), dirname(homedir()), '/'].includes(root)
  return isOfSystem(path) ? [] : isInstallation && !isShared ? [root] : [path]
}

function isOfSystem(path: string): boolean {
  return SYSTEM.some((folder) => isInside(path, folder))
}
