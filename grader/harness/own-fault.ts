/** What a system says when it has run out of something, or forbids it: no program under test can cause it. */
const CODES = new Set([
  ...['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EAGAIN', 'EPERM'],
  ...['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS'],
  // Elsewhere it also means that the other side is gone.
  ...(process.platform === 'linux' ? ['ECONNABORTED'] : []),
])

/** Whether an error is the grader's own, or its machine's, whatever a program did. */
export function isOwnFault(error: unknown): boolean {
  return CODES.has((error as NodeJS.ErrnoException | null)?.code ?? '')
}

/** The same of what was said of an error, as in `spawn EMFILE`. */
export function namesOwnFault(reason: string): boolean {
  return [...CODES].some((code) => new RegExp(`\\b${code}\\b`).test(reason))
}
