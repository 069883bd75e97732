import { show } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { CheckContext } from '../check.ts'
import { state } from '../describe.ts'
import { Wording } from '../wording/wording.ts'
import { asShown } from './printed.ts'
import { receivedInstead } from './received.ts'

/** What the grader saw pass between the submission's own two programs. */
export type Passed = { toServer(): Buffer; toClient(): Buffer }

/** The client's message passed, came back, and was printed; the wording was judged elsewhere. */
export async function expectTranscript(
  context: CheckContext,
  server: Program,
  client: Program,
  { toServer, toClient }: Passed,
): Promise<void> {
  const { trial } = context
  const facts = new Wording(false)
  const cameBack = () => toServer().length > 0 && toClient().equals(toServer())
  const isPrinted = () => {
    const seen = new Set([toServer().toString('utf8'), asShown(toServer())])
    const says = (text: string) =>
      facts.saysReceived(client.output, text, Number.POSITIVE_INFINITY, 'Received:')
    return [...seen].some(says)
  }
  const isOver = () => (cameBack() && isPrinted()) || client.isOver
  await trial.until(isOver, { of: [server, client] })
  if (toServer().length === 0) {
    fail({
      expected: 'the client to send its message to the server',
      seen: `nothing passed; ${state(client)}`,
    })
  }
  if (!cameBack()) {
    const seen = `the client sent ${show(toServer())} and the server sent ${show(toClient())} back`
    fail({ expected: 'the message to come back', seen: `${seen}; the server: ${state(server)}` })
  }
  if (!isPrinted()) {
    const [reply, sent] = [toClient().toString('latin1'), toServer().toString('latin1')]
    const seen = receivedInstead(context, client, { reply, sent, keyword: 'Received' })
    fail({ expected: `the client to print the echo, ${show(toClient())}`, seen })
  }
}
