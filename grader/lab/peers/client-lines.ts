import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { state } from '../describe.ts'
import type { Phrase } from '../wording/phrases.ts'
import { awaitEnd } from './client-end.ts'
import { asShown, isAfter, printed } from './printed.ts'

/** `Connecting` with the port, `Sending` with what was really sent, and `Closing` at the end. */
export async function expectClientLines(
  context: CheckContext,
  client: Program,
  sent: () => Buffer,
  exitId = 't1.client.exit',
): Promise<void> {
  const { wording } = context
  const message = () => asShown(sent())
  const missing = (): string | undefined => {
    const has = (phrase: Phrase) => wording.find(client.output, phrase).length > 0
    if (!has(wording.connecting(client.port))) return wording.connecting(client.port).expected
    const isSent = wording.saysSending(client.output, message())
    if (!isSent) return `\`Sending\` and the message that was sent, ${JSON.stringify(message())}`
    return has(wording.closing()) ? undefined : wording.closing().expected
  }
  await awaitEnd(context, client, exitId, () => missing() === undefined)
  if (sent().length === 0) {
    fail({ expected: 'a client that sends a message', seen: `it sent nothing; ${state(client)}` })
  }
  const expected = missing()
  if (expected) fail({ expected: `a line with ${expected}`, seen: printed(client, wording.strict) })
  if (!closesLast(context, client)) {
    fail({
      expected: '`Closing` at the end, after what was received',
      seen: printed(client, wording.strict),
    })
  }
}

function closesLast({ wording }: CheckContext, client: Program): boolean {
  const before = [...wording.sending(client.output).slice(0, 1), ...wording.received(client.output)]
  const closing = wording.find(client.output, wording.closing())
  return closing.some((line) => before.every((it) => it === line || isAfter(line, it)))
}
