import { show } from '../../../harness/bytes.ts'
import { fail } from '../../../harness/check-failed.ts'
import type { Program } from '../../../harness/program.ts'
import type { UdpClient } from '../../../harness/udp-client.ts'
import { type CheckContext, check } from '../../check.ts'
import { expectBanner, expectWaitingAnew } from '../../peers/banner.ts'
import { printed } from '../../peers/printed.ts'
import { expectStays } from '../../peers/stays.ts'
import { awaitDatagrams, expectBound, expectDatagramEcho, udpClient } from '../../peers/udp-echo.ts'
import type { Phrase } from '../../wording/phrases.ts'

check('t2.server.listen', async ({ trial, start }) => {
  const server = await start('server')
  await expectBound(trial, server)
  await expectStays(trial, server)
})

check('t2.server.banner', async (context) => {
  await expectBanner(context, await context.start('server'))
})

check('t2.server.echo', async ({ trial, random, start }) => {
  const server = await start('server')
  const client = await udpClient(trial, server)
  const message = Buffer.from(random.text(33))
  await expectDatagramEcho(trial, server, client, message)
  // Whatever else the server sends for the first message comes before its answer to a second one.
  client.send(Buffer.from(random.text(20)))
  await trial.until(() => client.received.length > 1, { of: [server], limit: SECOND })
  const second = client.received[1]
  if (second?.bytes.equals(message)) {
    fail({ expected: `${show(message)} to come back once`, seen: 'it came twice' })
  }
  if (second && client.received.length > 2) {
    const extra = client.received.slice(1, -1).map((it) => show(it.bytes))
    fail({
      expected: `${show(message)} to come back and nothing else`,
      seen: `${extra.join(', ')} came too`,
    })
  }
})

check('t2.server.byte-count', async (context) => {
  const { trial, wording, random } = context
  const server = await context.start('server')
  const client = await udpClient(trial, server)
  const second = await udpClient(trial, server)
  const message = `Grüße 👋 ${random.text(7)}`
  const bytes = Buffer.from(message)
  client.send(bytes)
  const counts = (size: number) => [
    wording.receivedCount(size, client.localPort, message),
    wording.sentCount(size, client.localPort, message),
  ]
  const isMissing = (phrase: Phrase) => wording.find(server.output, phrase).length === 0
  const saysData = () => wording.saysData(server.output, message)
  const saysAll = () => ![!saysData(), ...counts(bytes.length).map(isMissing)].includes(true)
  if (await trial.until(saysAll, { of: [server] })) {
    await expectOwn(context, server, [client, second])
    return
  }
  const missing = counts(bytes.length).find(isMissing)
  const characters = [message.length, [...message].length].find((length) =>
    counts(length).some((phrase) => wording.matching(server.output, phrase).length > 0),
  )
  const text = JSON.stringify(message)
  const said = printed(server, wording.strict)
  if (missing && characters !== undefined) {
    const expected = `the ${bytes.length} bytes of ${text} to be counted`
    fail({ expected, seen: `its ${characters} characters were: ${said}` })
  }
  const wanted = missing?.expected ?? `\`Data\` and the message, ${text}`
  fail({ expected: `a line with ${wanted}`, seen: said })
})

check('t2.server.any-bytes', async ({ trial, random, start }) => {
  const server = await start('server')
  const client = await udpClient(trial, server)
  const message = random.everyByte()
  await expectDatagramEcho(trial, server, client, message)
})

check('t2.server.next-message', async (context) => {
  const { trial, random, start } = context
  const server = await start('server')
  const client = await udpClient(trial, server)
  const waiting = expectWaitingAnew(context, server, 't2.server.banner')
  for (let message = 1; message <= MESSAGES; message++) {
    const who = `datagram ${message} of ${MESSAGES}`
    await expectDatagramEcho(trial, server, client, Buffer.from(random.text(20)), who)
    await waiting.servedOne()
  }
  waiting.judge()
})

check('t2.server.many-clients', async ({ trial, random, start }) => {
  const server = await start('server')
  const clients = [
    await udpClient(trial, server),
    await udpClient(trial, server),
    await udpClient(trial, server),
  ]
  const sent = clients.map(() => [random.text(20), random.text(20), random.text(20)])
  const say = (at: number, round: number) =>
    clients[at]?.send(Buffer.from(sent[at]?.[round] as string))
  for (const round of [0, 1]) for (const at of clients.keys()) say(at, round)
  await awaitDatagrams(trial, server, clients, clients.length * 2)
  // All at once can hide a server that listens to its latest client alone: they lie in its queue.
  for (const at of clients.keys()) {
    say(at, 2)
    await awaitDatagrams(trial, server, clients, clients.length * 2 + at + 1)
  }
  for (const [at, client] of clients.entries()) {
    const back = client.received.map((it) => it.bytes.toString('latin1'))
    if (back.toSorted().join() === sent[at]?.toSorted().join()) continue
    const expected = `client ${at + 1} of ${clients.length} to get its own ${quoted(sent[at] ?? [])} back`
    fail({ expected, seen: back.length === 0 ? 'it got nothing' : `it got ${quoted(back)}` })
  }
})

/** A count or a port that is right for the first message may be the first one's for ever, or a total. */
async function expectOwn(
  { trial, wording, random }: CheckContext,
  server: Program,
  [first, client]: readonly [UdpClient, UdpClient],
): Promise<void> {
  await awaitDatagrams(trial, server, [first], 1)
  const message = random.text(9)
  client.send(Buffer.from(message))
  // Whether it serves a second one at all is `many-clients`' matter.
  if (!(await awaitDatagrams(trial, server, [client], 1))) return
  const phrases = [
    wording.receivedCount(message.length, client.localPort, message),
    wording.sentCount(message.length, client.localPort, message),
  ]
  const missing = () => phrases.find((phrase) => wording.find(server.output, phrase).length === 0)
  await trial.until(() => missing() === undefined, { of: [server] })
  const expected = missing()?.expected
  if (expected === undefined) return
  const seen = printed(server, wording.strict)
  fail({ expected: `a line with ${expected}, for a second message, from another client`, seen })
}

const MESSAGES = 5
/** How long the answer to the second message is waited for (ms): without it the first is judged alone. */
const SECOND = 300

function quoted(texts: readonly string[]): string {
  return texts.map((text) => show(Buffer.from(text, 'latin1'))).join(' and ')
}
