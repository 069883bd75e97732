/**
 * What keeps a process of the grader's small, where many run or one runs for long. What it handles is
 * large and soon over: left alone, both of its heaps, Node's and the C library's (glibc), keep far
 * more than is needed, and it is no faster for that.
 */
export const THRIFT = {
  flags: ['--max-semi-space-size=2', '--optimize-for-size'],
  env: {
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '131072',
    MALLOC_TRIM_THRESHOLD_: '131072',
  },
} as const

/** Starts this process anew with that, unless it has it. Elsewhere than on Linux it stays as it is. */
export function beThrifty(): void {
  const { platform, env, execPath, argv } = process
  if (platform !== 'linux' || Object.keys(THRIFT.env).every((name) => name in env)) return
  process.execve?.(execPath, [execPath, ...THRIFT.flags, ...argv.slice(1)], {
    ...env,
    ...THRIFT.env,
  })
}
