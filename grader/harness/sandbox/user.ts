import { execFileSync } from 'node:child_process'
import { chmodSync, lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findCommand } from '../commands.ts'
import { UnusableInput } from '../unusable-input.ts'
import type { Workplace } from './workplace.ts'

/** Another user of this system, as whom programs run where they have no namespaces of their own. */
export type User = { uid: number; gid: number; setpriv: string }

/** Finds a user by name. @throws UnusableInput where there is none, or nobody may start programs so */
export function findUser(name: string): User {
  if (process.getuid?.() !== 0) {
    throw new UnusableInput(`--user ${name}: only root can run programs as another user.`)
  }
  const setpriv = findCommand('setpriv')
  if (!setpriv) throw new UnusableInput(`--user ${name}: this system has no setpriv (util-linux).`)
  const [uid, gid] = [idOf('-u', name), idOf('-g', name)]
  if (uid === undefined || gid === undefined) {
    throw new UnusableInput(`--user ${name}: there is no such user on this machine.`)
  }
  return { uid, gid, setpriv }
}

function idOf(option: '-u' | '-g', name: string): number | undefined {
  try {
    const ignored = ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore']
    return Number(execFileSync('id', [option, '--', name], { stdio: ignored }))
  } catch {
    return undefined
  }
}

/** The words to put before a command that runs as this user, with none of root's rights. */
export function asUser({ uid, gid, setpriv }: User): string[] {
  const rights = ['--clear-groups', '--no-new-privs', '--inh-caps=-all']
  return [setpriv, `--reuid=${uid}`, `--regid=${gid}`, ...rights, '--']
}

/** Lets the user reach a workplace, whose own folders are then the user's. */
export function openTo({ uid, gid }: User, workplace: Workplace): void {
  const { folder, copy, home, temporary, stripped } = workplace
  chmodSync(folder, 0o711)
  chmodSync(stripped, 0o644)
  for (const own of [copy, home, temporary]) {
    lchownSync(own, uid, gid)
    for (const path of readdirSync(own, { recursive: true, encoding: 'utf8' })) {
      lchownSync(join(own, path), uid, gid)
    }
  }
}
