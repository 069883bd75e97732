import type { Limits } from './limits.ts'

/**
 * Node's own permission model: a program reads its own folder and what it needs to start, and uses
 * the network. It writes no file, starts no process or worker, loads no native code, and opens no
 * inspector. @see https://nodejs.org/api/permissions.html
 */
export function nodePermissions(readable: readonly string[]): string[] {
  return [
    '--permission',
    '--allow-net',
    ...[...readable, ...READABLE].map((path) => `--allow-fs-read=${path}`),
    ...WRITABLE.map((path) => `--allow-fs-write=${path}`),
    // That one of these options is experimental is nothing that a student should read.
    '--disable-warning=ExperimentalWarning',
  ]
}

/** Where nobody looks at how much memory a program uses, Node itself keeps its heap to the limit. */
export function heapLimit({ memory }: Limits): string[] {
  return process.platform === 'win32' ? [`--max-old-space-size=${Math.ceil(memory / 2 ** 20)}`] : []
}

/** Other names of the program's own streams, and of nothing else. */
const READABLE = process.platform === 'win32' ? [] : ['/dev/stdin', '/dev/null', '/dev/urandom']
const WRITABLE = process.platform === 'win32' ? [] : ['/dev/stdout', '/dev/stderr', '/dev/null']
