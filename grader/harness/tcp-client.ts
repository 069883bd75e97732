import net from 'node:net'
import { isOwnFault } from './own-fault.ts'
import type { Program } from './program.ts'
import { LOOPBACKS, type Loopback } from './sockets.ts'
import { TcpConnection } from './tcp-connection.ts'
import type { Trial } from './trial.ts'

/** How long to wait before a refused connection is tried again, unless the program tells sooner (ms). */
const AGAIN = 12
/** The same for a program that tells: in case that it binds in a way that does not (ms). */
const SELDOM = 80

/**
 * Connects to a server under test, through whichever loopback address it listens on.
 *
 * A server that does not listen yet refuses, and knows nothing of it: so the attempt is repeated,
 * and the first connection that a server sees is the check's own.
 * @returns undefined when the limit passed or the program ended before it accepted
 */
export async function connect(trial: Trial, server: Program): Promise<TcpConnection | undefined> {
  let socket: net.Socket | undefined
  let isBusy = false
  let triedAt = server.tellsBinding ? performance.now() : 0
  let told = 0
  const tryOnce = async () => {
    isBusy = true
    triedAt = performance.now()
    told = server.bindings.length
    for (const address of LOOPBACKS) socket ??= await open(trial, address, server.port)
    isBusy = false
    trial.changes.notify()
  }
  const mayTry = () => {
    const isTime = performance.now() - triedAt > (server.tellsBinding ? SELDOM : AGAIN) - 1
    return isTime || server.bindings.length > told
  }
  const accepted = await trial.until(
    () => {
      if (!socket && !isBusy && mayTry()) void tryOnce()
      return socket
    },
    { of: [server], poll: server.tellsBinding ? SELDOM : AGAIN },
  )
  if (!accepted) return undefined
  const connection = new TcpConnection(accepted, trial, server.role)
  trial.log.add({
    program: server.role,
    direction: 'in',
    kind: 'connect',
    port: connection.localPort,
  })
  trial.spoke()
  return connection
}

function open(trial: Trial, host: Loopback, port: number): Promise<net.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port })
    trial.defer(() => socket.destroy())
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      resolve(socket)
    })
    socket.once('error', (error) => {
      if (isOwnFault(error)) trial.broke(`no connection could be made (${error.message})`)
      resolve(undefined)
    })
    socket.once('close', () => resolve(undefined))
  })
}
