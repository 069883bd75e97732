import { awaitOpen } from '../../harness/await-open.ts'
import { count, show, showLike } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { Program } from '../../harness/program.ts'
import type { Loopback } from '../../harness/sockets.ts'
import type { Trial } from '../../harness/trial.ts'
import { UdpClient } from '../../harness/udp-client.ts'
import type { Datagram } from '../../harness/udp-socket.ts'
import { because, state } from '../describe.ts'
import { elsewhere, portState } from '../whereabouts.ts'
import { lateness } from './lateness.ts'

/** Waits until the server has bound its port, or fails the check. */
export async function expectBound(trial: Trial, server: Program): Promise<Loopback> {
  const address = await awaitOpen(trial, server, 'udp')
  if (address) {
    trial.spoke()
    return address
  }
  const expected = `UDP port ${server.port} to be bound on localhost`
  return fail({
    expected,
    seen: `${await portState(server, 'udp')}: ${elsewhere(trial, server, 'udp')}${state(server)}`,
  })
}

/** A client of a server that has bound its port. */
export async function udpClient(trial: Trial, server: Program): Promise<UdpClient> {
  return UdpClient.open(trial, server, await expectBound(trial, server))
}

/** Waits until `client` has `wanted` datagrams; each one that comes gives the program its time anew. */
export async function awaitDatagrams(
  trial: Trial,
  server: Program,
  clients: readonly UdpClient[],
  wanted: number,
): Promise<boolean> {
  const received = () => clients.reduce((sum, client) => sum + client.received.length, 0)
  for (let size = -1; size !== received() && received() < wanted; ) {
    size = received()
    const since = Math.max(...clients.map((client) => client.received.at(-1)?.at ?? 0))
    await trial.until(() => received() > size, { of: [server], since })
  }
  return received() >= wanted
}

/**
 * Sends a datagram, and fails the check unless exactly it comes back, from the server's port.
 * @param who of several datagrams, as "datagram 2 of 5"
 */
export async function expectDatagramEcho(
  trial: Trial,
  server: Program,
  client: UdpClient,
  message: Uint8Array,
  who?: string,
): Promise<void> {
  const before = client.received.length
  client.send(message)
  await awaitDatagrams(trial, server, [client], before + 1)
  const back = client.received[before]
  if (back && isEcho(back, message, server)) return
  const expected = `${show(message)}${who ? `, ${who},` : ''} to come back in one datagram from port ${server.port}`
  if (!back) {
    const late = await lateness(trial, server, () => client.received.length > before)
    return fail({ expected, seen: late ?? `no datagram came; ${state(server)}` })
  }
  if (back.port !== server.port) {
    return fail({
      expected,
      seen: `it came from port ${back.port}: ${showLike(message, back.bytes)}`,
    })
  }
  await trial.until(() => client.received.length > before + 1, { of: [server], limit: REST })
  const parts = client.received.slice(before).map((it) => it.bytes)
  if (parts.length > 1 && Buffer.concat(parts).equals(message)) {
    return fail({
      expected,
      seen: `it came split into ${parts.length} datagrams: ${parts.map((it) => showLike(message, it)).join(', ')}`,
    })
  }
  const seen = `${showLike(message, back.bytes)} came, ${count(back.bytes.length, 'byte')}`
  fail({ expected, seen: `${seen}${because(message, back.bytes)}` })
}

/** How long the rest of a wrong answer is waited for, to say what is wrong with it (ms). */
const REST = 200

/** Whether a datagram is the message, from the server's port. */
export function isEcho(back: Datagram, message: Uint8Array, server: Program): boolean {
  return back.bytes.equals(message) && back.port === server.port
}
