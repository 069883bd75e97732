import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'

/**
 * Waits until a client has ended, so that all that it prints can be judged. Where it is known not
 * to end (its `exit` check failed), what it has printed is enough as soon as it says everything.
 */
export async function awaitEnd(
  { trial, outcomeOf }: CheckContext,
  client: Program,
  exitId: string,
  saysAll: () => boolean,
): Promise<void> {
  const endless = outcomeOf(exitId)?.result === 'failed'
  await trial.until(() => client.closed || (endless && saysAll()), { of: [client] })
}
