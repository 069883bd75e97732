import net from 'node:net'
import { LOOPBACKS, type Loopback, means } from './sockets.ts'
import { TcpConnection } from './tcp-connection.ts'
import type { Trial } from './trial.ts'

/** More connections than a client of the lab opens, and fewer than would do harm. */
const MOST = 200

/** The grader's TCP server, for a client under test: listens on both loopback addresses. */
export class TcpServer {
  readonly port: number
  readonly connections: TcpConnection[] = []

  private constructor(port: number) {
    this.port = port
  }

  /** Starts to listen; each connection is handed to `script`, which must not throw. */
  static async listen(
    trial: Trial,
    port: number,
    script: (connection: TcpConnection) => void,
  ): Promise<TcpServer> {
    const server = new TcpServer(port)
    const accept = (socket: net.Socket) => {
      const connection = new TcpConnection(socket, trial, 'client')
      trial.log.add({ program: 'client', direction: 'out', kind: 'connect', port })
      server.connections.push(connection)
      trial.spoke()
      script(connection)
    }
    await Promise.all(LOOPBACKS.map((host) => listenOn(trial, host, port, accept)))
    return server
  }
}

/** A machine without IPv6 is served on IPv4 alone. */
function listenOn(
  trial: Trial,
  host: Loopback,
  port: number,
  accept: (socket: net.Socket) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = net.createServer({ allowHalfOpen: true }, accept)
    server.once('error', (error) =>
      host === '::1' && means(error, 'EADDRNOTAVAIL') ? resolve() : reject(error),
    )
    server.maxConnections = MOST
    server.listen({ port, host, ipv6Only: host === '::1', exclusive: true }, () => resolve())
    server.on('error', (error) => trial.broke(`a server of its own broke (${error.message})`))
    trial.defer(() => server.close())
  })
}
