import { alarm, LIMIT } from '../harness/deadline.ts'
import { worstDelaySince } from '../harness/punctuality.ts'
import { openOn } from '../harness/sockets.ts'
import type { Trial } from '../harness/trial.ts'

/** The grader promises to answer within a tenth of a second; so late it may have cost a point (ms). */
const LATE = 250
/** How long the system may take to free the port of a program that was ended (ms). */
const FREED = LIMIT

/**
 * Whether a check that failed says nothing certain of the program: because the grader was late, a
 * socket of its own broke, or somebody else took the program's port. It is then run again.
 * @param trial after its end
 */
export async function isDoubtful(trial: Trial): Promise<boolean> {
  return trial.fault !== undefined || wasLate(trial) || (await isPortHeld(trial))
}

function wasLate({ programs: [first] }: Trial): boolean {
  return first !== undefined && worstDelaySince(first.startedAt) > LATE
}

/** A program's port that is still held after its end was never its own. */
async function isPortHeld(trial: Trial): Promise<boolean> {
  if (trial.hasOwnNetwork) return false
  const ports = trial.programs.filter(({ role }) => role === 'server').map(({ port }) => port)
  const held = await Promise.all(ports.map(isHeldOn))
  return held.includes(true)
}

async function isHeldOn(port: number): Promise<boolean> {
  const begun = performance.now()
  while (await isOpen(port)) {
    if (performance.now() - begun > FREED) return true
    await alarm(AGAIN)
  }
  return false
}

async function isOpen(port: number): Promise<boolean> {
  const open = await Promise.all([openOn('tcp', port), openOn('udp', port)])
  return open.flat().length > 0
}

/** How often the system is asked (ms). */
const AGAIN = 20
