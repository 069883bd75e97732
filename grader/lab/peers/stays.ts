import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { Trial } from '../../harness/trial.ts'
import { awaitRest } from '../../harness/typist.ts'
import { state } from '../describe.ts'

/**
 * A server runs until it is stopped. One that ends by itself and leaves a child behind does not:
 * whether the child can be reached before it is ended, too, is a matter of luck. One that was reached
 * and broke over that is another check's matter.
 */
export async function expectStays(trial: Trial, server: Program): Promise<void> {
  await awaitRest(trial, server)
  if (server.exit?.code !== 0) return
  fail({ expected: 'the server to run until it is stopped', seen: state(server) })
}
