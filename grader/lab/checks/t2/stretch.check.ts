import { count } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { longText } from '../../../harness/random.ts'
import { UdpServer } from '../../../harness/udp-server.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { expectPrinted, printed } from '../../peers/printed.ts'
import { expectGivesUpPort, linesIn, linesOf, tellsTrouble } from '../../peers/trouble.ts'
import {
  awaitDatagrams,
  expectBound,
  expectDatagramEcho,
  isEcho,
  udpClient,
} from '../../peers/udp-echo.ts'
import { runUdpClient } from '../../peers/udp-server.ts'

check('t2.server.large', async ({ trial, random, start }) => {
  const server = await start('server', { outputCap: 16 * 1024 * 1024 })
  const client = await udpClient(trial, server)
  const message = Buffer.from(longText(random, 65_536)).subarray(0, LARGEST)
  client.send(message)
  await awaitDatagrams(trial, server, [client], 1)
  const back = client.received[0]
  if (back && isEcho(back, message, server)) return
  const seen = back
    ? `a datagram of ${count(back.bytes.length, 'byte')} came`
    : `no datagram came; ${state(server)}`
  fail({ expected: `a datagram of ${LARGEST} bytes to come back whole`, seen })
})

check('t2.server.empty', async (context) => {
  const { trial, wording, start } = context
  const server = await start('server')
  const client = await udpClient(trial, server)
  await expectDatagramEcho(trial, server, client, Buffer.alloc(0))
  await expectPrinted(context, server, wording.receivedCount(0, client.localPort, ''))
  await expectPrinted(context, server, wording.sentCount(0, client.localPort, ''))
})

check('t2.server.port-taken', async (context) => {
  const { trial, start } = context
  const usual = linesIn(context, 't2.server.byte-count') ?? (await startUsually(context))
  const port = await trial.freePort()
  await UdpServer.bind(trial, port, () => undefined)
  await expectGivesUpPort(context, await start('server', { port }), usual)
})

check('t2.client.no-reply', async (context) => {
  const { trial } = context
  const usual = linesIn(context, 't2.client.exit') ?? (await runUsually(context))
  const { client } = await runUdpClient(context, () => undefined)
  await trial.until(() => client.closed, { of: [client], limit: GIVES_UP })
  const expected = 'the client to give up within 15 seconds when no answer comes, and to say so'
  if (!client.exit) fail({ expected, seen: state(client) })
  if (!tellsTrouble(client, usual))
    fail({ expected, seen: `it told of no trouble: ${printed(client)}` })
})

/** The most that one datagram can carry over IPv4, in bytes. */
const LARGEST = 65_507
const GIVES_UP = 15_000

/** What the server prints when its port is free. */
async function startUsually({ trial, start }: CheckContext): Promise<string[]> {
  const server = await start('server')
  await expectBound(trial, server)
  await trial.until(() => !server.output.isEmpty, { of: [server] })
  return linesOf(server)
}

/** What the client prints when it is served. */
async function runUsually(context: CheckContext): Promise<string[]> {
  const { client } = await runUdpClient(context)
  await context.trial.until(() => client.closed, { of: [client] })
  return linesOf(client)
}
