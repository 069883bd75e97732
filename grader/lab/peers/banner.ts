import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import type { Phrase } from '../wording/phrases.ts'
import { isAfter, printed } from './printed.ts'

/** `Starting` with the port, then `Waiting`. */
export async function expectBanner(context: CheckContext, server: Program): Promise<void> {
  const { trial, wording } = context
  const starting = wording.starting(server.port)
  const waiting = wording.waiting()
  const find = (phrase: Phrase) => wording.find(server.output, phrase)
  const isSaid = () => {
    const [[first], later] = [find(starting), find(waiting)]
    return first && later.some((it) => it === first || isAfter(it, first))
  }
  if (await trial.until(isSaid, { of: [server] })) return
  const missing = [starting, waiting].find((phrase) => find(phrase).length === 0)
  const expected = missing?.expected ?? `${starting.expected}, and \`Waiting\` after it`
  fail({ expected: `a line with ${expected}`, seen: printed(server, wording.strict) })
}

/**
 * Counts that a server says `Waiting` anew for each message that it has served: once more than
 * before, and not beforehand for all. A server that does not say it at its start either is judged
 * on the later ones alone: the start is the banner's.
 */
export function expectWaitingAnew(context: CheckContext, server: Program, bannerId: string) {
  const { trial, wording } = context
  const phrase = wording.waiting()
  const atStart = context.outcomeOf(bannerId)?.result === 'held' ? 1 : 0
  let served = 0
  let before = 0
  let missing: string | undefined
  return {
    /** Call it when one more has been served. */
    async servedOne(): Promise<void> {
      served++
      if (missing !== undefined) return
      const wanted = Math.max(served + atStart, before + 1)
      const said = () => wording.find(server.output, phrase).length
      const seen = await trial.until(() => said() >= wanted, { of: [server] })
      before = said()
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
