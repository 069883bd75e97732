import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { Trial } from '../../harness/trial.ts'
import { awaitRest } from '../../harness/typist.ts'
import { state } from '../describe.ts'

/**
 * A server runs until it is stopped. One that has ended, and whose child could be reached just before
 * it was ended with it, did not: whether it was reached is a matter of luck.
 */
export async function expectStays(trial: Trial, server: Program): Promise<void> {
  await awaitRest(trial, server)
  if (!server.exit) return
  fail({ expected: 'the server to run until it is stopped', seen: state(server) })
}
