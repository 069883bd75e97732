/** How lines are written into the log of whatever shows it. */
export type Log = {
  /** Lines that can be folded away under the first of them, where the log can do that. */
  group(lines: readonly string[]): string[]
  /** Lines that stay in sight. */
  plain(lines: readonly string[]): string[]
}

/** A log that shows lines as they are, such as a terminal. */
export const simpleLog: Log = {
  group: (lines) => [...lines],
  plain: (lines) => [...lines],
}
