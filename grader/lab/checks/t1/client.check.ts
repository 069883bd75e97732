import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { awaitEnd } from '../../peers/client-end.ts'
import { expectClientLines } from '../../peers/client-lines.ts'
import { cuts, sendPiece } from '../../peers/cuts.ts'
import { receivedInstead } from '../../peers/received.ts'
import { type ClientRun, runClient } from '../../peers/tcp-server.ts'
import { MESSAGE } from '../../tasks.ts'

check('t1.client.send', async (context) => {
  const run = await runClient(context)
  await run.answered()
  const silence = () => performance.now() - (run.connections.at(-1)?.lastHeard ?? 0) > 1000
  await context.trial.until(
    () =>
      run.connections.some((it) => it.isOver) ||
      (run.client.activity?.asleep !== false && silence()),
    {
      of: [run.client],
      poll: 50,
    },
  )
  const sent = run.sent()
  if (sent.length === 0) fail({ expected: WANTED, seen: `${reached(run)}; ${state(run.client)}` })
  if (sent.toString('latin1') !== MESSAGE) {
    const seen = `it sent ${show(sent)}, ${sent.length} bytes`
    fail({ expected: WANTED, seen, blocks: false })
  }
})

check('t1.client.exit', async (context) => {
  const run = await runClient(context)
  if (!(await run.answered()))
    return fail({ expected: EXIT, seen: `${reached(run)}; ${state(run.client)}` })
  await context.trial.until(() => run.client.closed, { of: [run.client] })
  const { exit } = run.client
  if (!exit) {
    const closed = run.connections.some((it) => it.isOver)
    const what = closed ? 'it closed the connection' : 'it did not close the connection'
    fail({ expected: EXIT, seen: `${what}, and 5 seconds after the echo ${state(run.client)}` })
  }
  if (exit.code !== 0) fail({ expected: EXIT, seen: state(run.client) })
})

check('t1.client.output', async (context) => {
  const run = await runClient(context)
  await run.answered()
  await expectClientLines(context, run.client, () => run.sent())
})

check('t1.client.receive', async (context) => {
  let planned = ''
  const run = await runClient(context, (connection, message) => {
    planned ||= context.random.text(message.length)
    connection.send(Buffer.from(planned))
  })
  await run.answered()
  const says = () => saysReply(context, run, planned, Number.POSITIVE_INFINITY)
  await awaitEnd(context, run.client, 't1.client.exit', says)
  if (says()) return
  const expected = `\`Received\` lines with what the server sent back, ${show(Buffer.from(planned))}`
  const sent = run.sent().toString('latin1')
  const exchanged = { reply: planned, sent, keyword: 'Received' } as const
  fail({ expected, seen: receivedInstead(context, run.client, exchanged) })
})

check('t1.client.segments', async (context) => {
  for (const cut of cuts) {
    let planned = ''
    const run = await runClient(context, async (connection, message) => {
      planned ||= context.random.text(message.length)
      const client = context.trial.programs.at(-1)
      for (const piece of cut.pieces(Buffer.from(planned)))
        await sendPiece(context, client, connection, piece)
    })
    await run.answered()
    const says = () => saysReply(context, run, planned, MOST)
    await awaitEnd(context, run.client, 't1.client.exit', says)
    if (says()) continue
    const expected = `all of ${show(Buffer.from(planned))} in \`Received\` lines of at most ${MOST} bytes each`
    const sent = run.sent().toString('latin1')
    const exchanged = { reply: planned, sent, keyword: 'Received', most: MOST } as const
    const seen = receivedInstead(context, run.client, exchanged)
    fail({ expected, seen: `when it came ${cut.name}, ${seen}` })
  }
})

/** The longest piece, in bytes. */
const MOST = 16

/** A client that ends before the whole reply was sent has not received it; what came after it counts too. */
function saysReply(
  { wording }: CheckContext,
  run: ClientRun,
  planned: string,
  most: number,
): boolean {
  const reply = run.sentBack().length > planned.length ? run.sentBack() : planned
  // One that sends more than the message may still count on as many bytes as that has.
  const enough = new Set([reply, reply.slice(0, MESSAGE.length)])
  const says = (text: string) => wording.saysReceived(run.client.output, text, most, 'Received:')
  return reply !== '' && [...enough].some(says)
}

const WANTED = `exactly the ${MESSAGE.length} bytes ${show(Buffer.from(MESSAGE))}`
const EXIT = 'the client to close the connection after the echo and to exit with code 0'

function reached({ connections }: ClientRun): string {
  return connections.length === 0 ? 'it did not connect' : 'it connected and sent nothing'
}
