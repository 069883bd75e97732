import { count, show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { check } from '../../check.ts'
import { state } from '../../describe.ts'
import { awaitEnd } from '../../peers/client-end.ts'
import { expectClientLines } from '../../peers/client-lines.ts'
import { receivedInstead } from '../../peers/received.ts'
import { messageAmong, runUdpClient } from '../../peers/udp-server.ts'
import { MESSAGE } from '../../tasks.ts'

check('t2.client.send', async (context) => {
  const { client, received, answered } = await runUdpClient(context)
  if (!(await answered())) fail({ expected: WANTED, seen: `no datagram came; ${state(client)}` })
  const silent = () => performance.now() - (received.at(-1)?.at ?? 0) > SILENCE
  await context.trial.until(() => client.activity?.asleep !== false && silent(), {
    of: [client],
    poll: 50,
  })
  if (received.length === 1 && received[0]?.bytes.toString('latin1') === MESSAGE) return
  const all = received.map((it) => show(it.bytes)).join(', ')
  const size =
    received.length === 1
      ? count(received[0]?.bytes.length ?? 0, 'byte')
      : count(received.length, 'datagram')
  fail({ expected: WANTED, seen: `it sent ${all}: ${size}`, blocks: false })
})

check('t2.client.exit', async (context) => {
  const { client, answered } = await runUdpClient(context)
  if (!(await answered())) fail({ expected: EXIT, seen: `no datagram came; ${state(client)}` })
  await context.trial.until(() => client.closed, { of: [client] })
  if (!client.exit) fail({ expected: EXIT, seen: `5 seconds after the echo ${state(client)}` })
  if (client.exit.code !== 0) fail({ expected: EXIT, seen: state(client) })
})

check('t2.client.output', async (context) => {
  const { client, received, answered } = await runUdpClient(context)
  await answered()
  const sent = () => messageAmong(received.map((it) => it.bytes))
  await expectClientLines(context, client, sent, 't2.client.exit')
})

check('t2.client.receive', async (context) => {
  let answer = ''
  const { client, received, answered } = await runUdpClient(context, (datagram, reply) => {
    answer ||= context.random.text(Math.max(datagram.bytes.length, 4))
    reply(Buffer.from(answer))
  })
  await answered()
  const { wording } = context
  const says = () =>
    answer !== '' &&
    wording.saysReceived(client.output, answer, Number.POSITIVE_INFINITY, 'received')
  await awaitEnd(context, client, 't2.client.exit', says)
  if (says()) return
  const sent = received[0]?.bytes.toString('latin1') ?? ''
  fail({
    expected: `a \`received\` line with what the server sent back, ${show(Buffer.from(answer))}`,
    seen: receivedInstead(context, client, { reply: answer, sent, keyword: 'received' }),
  })
})

/** A client that sleeps and has sent nothing for so long after the echo sends nothing more (ms). */
const SILENCE = 1000
const WANTED = `exactly one datagram of the ${MESSAGE.length} bytes ${show(Buffer.from(MESSAGE))}`
const EXIT = 'the client to exit with code 0 after the echo'
