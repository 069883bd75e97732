import type { Program } from './program.ts'
import type { Loopback } from './sockets.ts'
import type { Trial } from './trial.ts'
import { UdpServer } from './udp-server.ts'
import { type Datagram, UdpSocket } from './udp-socket.ts'

/** Every datagram that passed through a proxy, by direction. */
export type PassedDatagrams = { toServer: Buffer[]; toClient: Buffer[] }

/** Binds `port` and passes datagrams on to the server and back, each client by a socket of its own. */
export async function proxyUdp(
  trial: Trial,
  server: Program,
  at: Loopback,
  port: number,
): Promise<PassedDatagrams> {
  const passed: PassedDatagrams = { toServer: [], toClient: [] }
  const onward = new Map<string, Promise<UdpSocket>>()
  await UdpServer.bind(trial, port, async (datagram, reply) => {
    const back = (answer: Datagram) => {
      passed.toClient.push(answer.bytes)
      reply(answer.bytes)
    }
    const key = `${datagram.address} ${datagram.port}`
    const socket = onward.get(key) ?? UdpSocket.bind(trial, server.role, at, 0, back)
    onward.set(key, socket)
    passed.toServer.push(datagram.bytes)
    ;(await socket).send(datagram.bytes, server.port, at)
  })
  return passed
}
