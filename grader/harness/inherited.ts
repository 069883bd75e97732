import { closeSync, readFileSync } from 'node:fs'
import { list } from './proc.ts'

/** Up to here are a forked process's streams and its channel. */
const CHANNEL = 3
/** The flag of a descriptor that no child gets (Linux, octal in `fdinfo`). */
const CLOSED_FOR_CHILDREN = 0o2_000_000

/**
 * Closes what this process was given by whoever started it, besides its streams and its channel: a
 * shell's open file would otherwise be every program's. Elsewhere than on Linux the system sees to it.
 */
export function closeInherited(): void {
  for (const name of list('/proc/self/fd')) {
    const descriptor = Number(name)
    if (descriptor > CHANNEL && isForChildren(descriptor)) close(descriptor)
  }
}

function isForChildren(descriptor: number): boolean {
  try {
    const info = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')
    const flags = Number.parseInt(/^flags:\s+(\d+)$/m.exec(info)?.[1] ?? '', 8)
    return (flags & CLOSED_FOR_CHILDREN) === 0
  } catch {
    // It was open only to list the others.
    return false
  }
}

function close(descriptor: number): void {
  try {
    closeSync(descriptor)
  } catch {
    // Closed already.
  }
}
