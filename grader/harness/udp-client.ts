import type { Program } from './program.ts'
import { type Loopback, openOn } from './sockets.ts'
import type { Trial } from './trial.ts'
import { type Datagram, UdpSocket } from './udp-socket.ts'

/** How often the system is asked whether the port is bound, unless the program tells sooner (ms). */
const AGAIN = 10
/** The same for a program that tells: in case that it binds in a way that does not (ms). */
const SELDOM = 80

/**
 * Waits until a server under test has bound its UDP port, without sending it anything: a datagram
 * that comes too early is lost, and one that comes as a probe is a message.
 * @returns the address it is bound on, or undefined when the limit passed or the program ended
 */
export async function awaitBound(trial: Trial, server: Program): Promise<Loopback | undefined> {
  let address: Loopback | undefined
  let isBusy = false
  const lookOnce = async () => {
    isBusy = true
    address = (await openOn('udp', server.port))[0]
    isBusy = false
    if (address) trial.changes.notify()
  }
  return trial.until(
    () => {
      if (address === undefined && !isBusy && mayLook(server)) lookOnce()
      return address
    },
    { of: [server], poll: server.tellsBinding ? SELDOM : AGAIN },
  )
}

/** Elsewhere than on Linux the port is tried only once the program says that it has bound it. */
function mayLook(server: Program): boolean {
  return process.platform === 'linux' || server.bindings.length > 0 || !server.output.isEmpty
}

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
