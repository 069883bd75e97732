import dgram from 'node:dgram'
import { isOwnFault } from './own-fault.ts'
import type { Loopback } from './sockets.ts'
import type { Trial } from './trial.ts'

/** A datagram that came, and from where. */
export type Datagram = { bytes: Buffer; address: string; port: number; at: number }

/** Who sends more than this is not listened to any more; far more than the lab has. */
const MOST = { datagrams: 20_000, bytes: 16 * 2 ** 20 }

/** One UDP socket of the grader, on one loopback address: records what comes. */
export class UdpSocket {
  readonly received: Datagram[] = []
  readonly #socket: dgram.Socket
  readonly #trial: Trial
  readonly #role: string
  #heard = 0

  private constructor(socket: dgram.Socket, trial: Trial, role: string) {
    this.#socket = socket
    this.#trial = trial
    this.#role = role
  }

  /**
   * Binds a socket for talking with the program in `role`.
   * @param port 0 for any
   */
  static bind(
    trial: Trial,
    role: string,
    address: Loopback,
    port = 0,
    hear?: (datagram: Datagram) => void,
  ): Promise<UdpSocket> {
    const v6 = address === '::1'
    const socket = dgram.createSocket({
      type: v6 ? 'udp6' : 'udp4',
      ipv6Only: v6,
      recvBufferSize: 1 << 20,
    })
    const udp = new UdpSocket(socket, trial, role)
    socket.on('message', (bytes, from) => {
      udp.#heard += bytes.length
      if (udp.#heard > MOST.bytes || udp.received.length >= MOST.datagrams) return
      const datagram = udp.#record(bytes, from)
      hear?.(datagram)
    })
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ port, address, exclusive: true }, () => {
        socket.removeListener('error', reject)
        // A refused datagram is no fault of the grader's: that nothing comes back is what counts.
        socket.on('error', (error) => {
          if (isOwnFault(error)) trial.broke(`a socket of its own broke (${error.message})`)
        })
        socket.on('close', () => {
          if (!udp.#isClosed) trial.broke('a socket of its own was lost')
          udp.#isClosed = true
        })
        trial.defer(() => udp.#close())
        resolve(udp)
      })
    })
  }

  get localPort(): number {
    return this.#socket.address().port
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#socket.close()
  }
  #isClosed = false

  send(bytes: Uint8Array, port: number, address: string): void {
    if (this.#isClosed) return
    this.#trial.log.add({
      program: this.#role,
      direction: 'in',
      kind: 'datagram',
      port: this.localPort,
      bytes: Buffer.from(bytes),
    })
    this.#socket.send(bytes, port, address, (error) => {
      if (isOwnFault(error)) this.#trial.broke(`a datagram could not be sent (${error?.message})`)
    })
    this.#trial.spoke()
  }

  #record(bytes: Buffer, from: dgram.RemoteInfo): Datagram {
    const datagram = { bytes, address: from.address, port: from.port, at: performance.now() }
    this.received.push(datagram)
    this.#trial.log.add({
      program: this.#role,
      direction: 'out',
      kind: 'datagram',
      port: this.localPort,
      bytes,
    })
    this.#trial.changes.notify()
    return datagram
  }
}
