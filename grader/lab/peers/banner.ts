import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { expectPrinted, isAfter, printed } from './printed.ts'

/** `Starting` with the port, then `Waiting`. */
export async function expectBanner(context: CheckContext, server: Program): Promise<void> {
  const { trial, wording } = context
  const starting = wording.starting(server.port)
  const waiting = wording.waiting()
  await expectPrinted(context, server, starting)
  await expectPrinted(context, server, waiting)
  const inOrder = await trial.until(
    () => {
      const [first] = wording.find(server.output, starting)
      return (
        first &&
        wording.find(server.output, waiting).some((it) => it === first || isAfter(it, first))
      )
    },
    { of: [server] },
  )
  if (!inOrder) {
    const expected = `a line with ${starting.expected}, and \`Waiting\` after it`
    fail({ expected, seen: printed(server, wording.strict) })
  }
}

/**
 * Counts that a server says `Waiting` anew for each message that it has served. A server that
 * does not say it at its start either is judged on the later ones alone: the start is the banner's.
 */
export function expectWaitingAnew(context: CheckContext, server: Program, bannerId: string) {
  const { trial, wording } = context
  const phrase = wording.waiting()
  const atStart = context.outcomeOf(bannerId)?.result === 'held' ? 1 : 0
  let served = 0
  let missing: string | undefined
  return {
    /** Call it when one more has been served. */
    async servedOne(): Promise<void> {
      served++
      if (missing !== undefined) return
      const wanted = served + atStart
      const seen = await trial.until(() => wording.find(server.output, phrase).length >= wanted, {
        of: [server],
      })
      if (!seen)
        missing = `none came after number ${served} in time: ${printed(server, wording.strict)}`
    },
    /** Fails the check, without blocking others, where one was missing. */
    judge(): void {
      if (missing === undefined) return
      const expected = `a line with ${phrase.expected} anew after each that was served`
      fail({ expected, seen: missing, blocks: false })
    },
  }
}
