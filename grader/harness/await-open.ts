import type { Program } from './program.ts'
import { type Loopback, openOn, type Protocol } from './sockets.ts'
import type { Trial } from './trial.ts'

/** How often the system is asked whether the port is bound, unless the program tells sooner (ms). */
const AGAIN = 10
/** The same for a program that tells: in case that it binds in a way that does not (ms). */
const SELDOM = 80

/**
 * Waits until a server under test has its port open, without sending it anything: a datagram that
 * comes too early is lost, and one that comes as a probe is a message.
 * @returns the address it is open on, or undefined when the limit passed or the program ended, and
 * for TCP also where it can't be seen without a connection
 */
export async function awaitOpen(
  trial: Trial,
  server: Program,
  protocol: Protocol,
): Promise<Loopback | undefined> {
  if (protocol === 'tcp' && process.platform !== 'linux') return undefined
  let address: Loopback | undefined
  let isBusy = false
  // Reading the system's tables takes longer than it looks: not before there is something to see.
  let lookedAt = server.tellsBinding ? performance.now() : 0
  const isTime = () =>
    server.bindings.length > 0 || performance.now() - lookedAt > pause(server) - 1
  const lookOnce = async () => {
    isBusy = true
    lookedAt = performance.now()
    address = (await openOn(protocol, server.port))[0]
    isBusy = false
    if (address) trial.changes.notify()
  }
  return trial.until(
    () => {
      if (address === undefined && !isBusy && isTime() && mayLook(server)) void lookOnce()
      return address
    },
    { of: [server], poll: pause(server) },
  )
}

function pause(server: Program): number {
  return server.tellsBinding ? SELDOM : AGAIN
}

/** Elsewhere than on Linux the port is tried only once the program says that it has bound it. */
function mayLook(server: Program): boolean {
  return process.platform === 'linux' || server.bindings.length > 0 || !server.output.isEmpty
}
