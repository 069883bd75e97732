import type { Program } from './program.ts'
import type { Loopback } from './sockets.ts'
import type { Trial } from './trial.ts'
import { type Datagram, UdpSocket } from './udp-socket.ts'

/** The grader as a UDP client of a server under test. */
export class UdpClient {
  readonly #socket: UdpSocket
  readonly #port: number
  readonly #address: Loopback

  private constructor(socket: UdpSocket, port: number, address: Loopback) {
    this.#socket = socket
    this.#port = port
    this.#address = address
  }

  static async open(trial: Trial, server: Program, address: Loopback): Promise<UdpClient> {
    return new UdpClient(await UdpSocket.bind(trial, server.role, address), server.port, address)
  }

  get localPort(): number {
    return this.#socket.localPort
  }

  get received(): readonly Datagram[] {
    return this.#socket.received
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes, this.#port, this.#address)
  }
}
