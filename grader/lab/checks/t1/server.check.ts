import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import type { Program } from '../../../harness/program.ts'
import { connect } from '../../../harness/tcp-client.ts'
import type { TcpConnection } from '../../../harness/tcp-connection.ts'
import { type CheckContext, check } from '../../check.ts'
import { because, heard } from '../../describe.ts'
import { expectBanner, expectWaitingAnew } from '../../peers/banner.ts'
import { expectPrinted, printed } from '../../peers/printed.ts'
import { expectStays } from '../../peers/stays.ts'
import { awaitBytes, connectTo, expectEcho, leave } from '../../peers/tcp-echo.ts'

check('t1.server.listen', async ({ trial, start }) => {
  const server = await start('server')
  await connectTo(trial, server)
  await expectStays(trial, server)
})

check('t1.server.banner', async (context) => {
  const server = await context.start('server')
  await expectBanner(context, server)
})

check('t1.server.echo', async ({ trial, random, start }) => {
  const server = await start('server')
  const message = Buffer.from(random.text(33))
  const connection = await connectTo(trial, server)
  await expectEcho(trial, server, connection, message)
  await leave(trial, connection)
  if (connection.received.length > message.length) {
    fail({
      expected: `${show(message)} to come back and nothing else`,
      seen: `${heard(connection, message)}${because(message, connection.received)}`,
    })
  }
})

check('t1.server.any-bytes', async ({ trial, random, start }) => {
  const server = await start('server')
  const message = random.everyByte()
  const connection = await connectTo(trial, server)
  await expectEcho(trial, server, connection, message)
})

check('t1.server.log', async (context) => {
  const { trial, wording, random } = context
  const server = await context.start('server')
  const message = random.text(14)
  const connection = await connectTo(trial, server)
  const phrase = wording.sentBackTo(connection.localPort, message)
  connection.send(Buffer.from(message))
  const saysData = () => wording.saysData(server.output, message)
  const saysAll = () => saysData() && wording.find(server.output, phrase).length > 0
  const isEchoed = () => connection.receivedLength >= message.length
  await trial.until(() => saysAll() || (isEchoed() && trial.sinceSpoken > LOG_LATE), {
    of: [server],
    poll: 100,
  })
  // A server may write its log once the client has left.
  if (!saysAll() && isEchoed()) await leave(trial, connection)
  const hasData = await trial.until(saysData, { of: [server] })
  if (!hasData) {
    const expected = `a line with \`Data\` and the message, ${JSON.stringify(message)}`
    fail({ expected, seen: printed(server, wording.strict) })
  }
  await expectPrinted(context, server, phrase)
  await expectOwnPort(context, server, connection)
})

check('t1.server.next-client', async (context) => {
  const { trial, random, start } = context
  const server = await start('server')
  const waiting = expectWaitingAnew(context, server, 't1.server.banner')
  for (let client = 1; client <= CLIENTS; client++) {
    const who = `client ${client} of ${CLIENTS}`
    const connection = await connectTo(trial, server, who)
    await expectEcho(trial, server, connection, Buffer.from(random.text(20)), who)
    await leave(trial, connection)
    await waiting.servedOne()
  }
  waiting.judge()
})

check('t1.server.queue', async ({ trial, random, start }) => {
  const server = await start('server')
  const connections = []
  for (let client = 1; client <= CLIENTS; client++)
    connections.push(await connectTo(trial, server, `client ${client} of ${CLIENTS}`))
  for (const [at, connection] of connections.entries()) {
    const who = `client ${at + 1} of ${CLIENTS}`
    await expectEcho(trial, server, connection, Buffer.from(random.text(20)), who)
    await leave(trial, connection)
  }
})

const CLIENTS = 5
/** How long a server that has echoed may take for its log before the client leaves (ms). */
const LOG_LATE = 1000

/** A port that is right for the first client may be the first one's for ever. */
async function expectOwnPort(
  { trial, wording, random }: CheckContext,
  server: Program,
  first: TcpConnection,
): Promise<void> {
  await leave(trial, first)
  const second = await connect(trial, server)
  if (!second) return
  const message = random.text(14)
  second.send(Buffer.from(message))
  await awaitBytes(trial, server, second, message.length)
  // Whether it serves a second one at all is `next-client`'s matter.
  if (second.received.toString('latin1') !== message) return
  const phrase = wording.sentBackTo(second.localPort, message)
  const saysIt = () => wording.find(server.output, phrase).length > 0
  const isLogged = await trial.until(saysIt, { of: [server], limit: LOG_LATE })
  if (!isLogged) await leave(trial, second)
  if (await trial.until(saysIt, { of: [server] })) return
  const expected = `a line with ${phrase.expected}, for a second client`
  fail({ expected, seen: printed(server, wording.strict) })
}
