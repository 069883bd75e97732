import { count, firstDifference, show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import { longText } from '../../../harness/random.ts'
import { TcpServer } from '../../../harness/tcp-server.ts'
import { awaitRest } from '../../../harness/typist.ts'
import { type CheckContext, check } from '../../check.ts'
import { state } from '../../describe.ts'
import { printed } from '../../peers/printed.ts'
import { awaitBytes, connectTo, expectEcho, leave } from '../../peers/tcp-echo.ts'
import { runClient } from '../../peers/tcp-server.ts'
import {
  expectGivesUpPort,
  expectNoStackTrace,
  linesIn,
  linesOf,
  tellsTrouble,
} from '../../peers/trouble.ts'

check('t1.server.concurrent', async ({ trial, random, start }) => {
  const server = await start('server')
  await connectTo(trial, server)
  const second = await connectTo(trial, server)
  await expectEcho(trial, server, second, Buffer.from(random.text(20)))
})

check('t1.server.large', async ({ trial, random, start }) => {
  const server = await start('server', { outputCap: 16 * MEGABYTE })
  const connection = await connectTo(trial, server)
  const large = Buffer.from(longText(random, MEGABYTE))
  connection.send(large)
  await awaitBytes(trial, server, connection, large.length)
  const at = firstDifference(connection.received, large)
  if (at === undefined) return
  const end = connection.isOver ? ', and the program closed the connection' : ''
  const came = `${count(connection.receivedLength, 'byte')} came`
  const wrong =
    at < connection.receivedLength
      ? `, wrong from byte ${at} on: ${show(connection.received.subarray(at, at + 16))}`
      : ''
  fail({
    expected: `all ${large.length} bytes to come back in order`,
    seen: `${came}${wrong}${end}; ${state(server)}`,
  })
})

check('t1.server.reset', async ({ trial, random, start }) => {
  const server = await start('server')
  const silent = await connectTo(trial, server)
  await awaitRest(trial, server)
  silent.reset()
  await awaitRest(trial, server)
  const half = await connectTo(trial, server)
  half.send(Buffer.from(random.text(9)))
  await awaitRest(trial, server)
  half.reset()
  await awaitRest(trial, server)
  if (server.isOver) {
    fail({
      expected: 'the server to serve on after a client reset its connection',
      seen: state(server),
    })
  }
  const next = await connectTo(trial, server)
  await expectEcho(trial, server, next, Buffer.from(random.text(20)))
  await leave(trial, next)
})

check('t1.server.port-taken', async (context) => {
  const usual = linesIn(context, 't1.server.log') ?? (await startUsually(context))
  const port = await context.trial.freePort()
  await TcpServer.listen(context.trial, port, (connection) => connection.destroy())
  await expectGivesUpPort(context, await context.start('server', { port }), usual)
})

check('t1.client.no-server', async (context) => {
  const usual = linesIn(context, 't1.client.exit') ?? (await runUsually(context))
  const client = await context.start('client')
  await context.trial.until(() => client.closed, { of: [client] })
  const expected = 'the client to say that nobody listens, and to exit'
  if (!client.exit) fail({ expected, seen: state(client) })
  expectNoStackTrace(client)
  if (!tellsTrouble(client, usual))
    fail({ expected, seen: `it told of no error: ${printed(client)}` })
})

check('t1.client.early-close', async (context) => {
  const usual = linesIn(context, 't1.client.exit') ?? (await runUsually(context))
  const reply = context.random.text(33)
  const { client, answered } = await runClient(context, (connection) => {
    connection.send(Buffer.from(reply.slice(0, 20)))
    connection.end()
  })
  await answered()
  await context.trial.until(() => client.closed, { of: [client] })
  const expected =
    'the client to stop, and to say that the connection was closed after 20 of 33 bytes'
  if (!client.exit) fail({ expected, seen: state(client) })
  if (!tellsTrouble(client, usual, reply))
    fail({ expected, seen: `it told of no trouble: ${printed(client)}` })
})

const MEGABYTE = 1024 * 1024

/** What the server prints when its port is free. */
async function startUsually({ trial, start }: CheckContext): Promise<string[]> {
  const server = await start('server')
  await connectTo(trial, server)
  return linesOf(server)
}

/** What the client prints when it is served. */
async function runUsually(context: CheckContext): Promise<string[]> {
  const { client } = await runClient(context)
  await context.trial.until(() => client.closed, { of: [client] })
  return linesOf(client)
}
