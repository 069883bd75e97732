import { LIMIT } from '../../harness/deadline.ts'
import type { Program } from '../../harness/program.ts'
import type { Trial } from '../../harness/trial.ts'

/** How much longer an answer that is already too late is waited for, to say how late it was (ms). */
const LONGER = 2500

/**
 * Waits a little past the limit for an answer whose check has failed already.
 * @returns how late it was, or undefined when it did not come then either
 */
export async function lateness(
  trial: Trial,
  program: Program,
  hasCome: () => boolean,
): Promise<string | undefined> {
  if (hasCome() || program.isOver) return undefined
  const came = await trial.until(hasCome, { of: [program], limit: LIMIT + LONGER })
  if (!came) return undefined
  const seconds = (trial.sinceSpoken / 1000).toFixed(1)
  return `the answer came only after ${seconds} seconds, and the limit is ${LIMIT / 1000}`
}
