import { LOOPBACKS, type Loopback, means } from './sockets.ts'
import type { Trial } from './trial.ts'
import { type Datagram, UdpSocket } from './udp-socket.ts'

/** Sends a datagram back to where another came from. */
export type Reply = (bytes: Uint8Array) => void

/** The grader's UDP server, for a client under test: two sockets on one port, one per family. */
export class UdpServer {
  /** Every datagram that came, in order. */
  readonly received: Datagram[] = []

  /** Binds both families; every datagram is handed to `script` with the way back. */
  static async bind(
    trial: Trial,
    port: number,
    script: (datagram: Datagram, reply: Reply) => void,
  ): Promise<UdpServer> {
    const server = new UdpServer()
    for (const address of LOOPBACKS) {
      const socket = await bindOn(trial, address, port, (datagram) => {
        server.received.push(datagram)
        script(datagram, (bytes) => socket?.send(bytes, datagram.port, datagram.address))
      })
    }
    return server
  }
}

/** A machine without IPv6 is served on IPv4 alone. */
async function bindOn(
  trial: Trial,
  address: Loopback,
  port: number,
  hear: (datagram: Datagram) => void,
): Promise<UdpSocket | undefined> {
  try {
    return await UdpSocket.bind(trial, 'client', address, port, hear)
  } catch (error) {
    if (address === '::1' && means(error as Error, 'EADDRNOTAVAIL')) return undefined
    throw error
  }
}
