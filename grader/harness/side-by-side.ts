import { awaitOpen } from './await-open.ts'
import type { LaunchSpec } from './launch.ts'
import type { Program } from './program.ts'
import type { Protocol } from './sockets.ts'
import { proxyTcp } from './tcp-proxy.ts'
import type { Trial } from './trial.ts'
import { proxyUdp } from './udp-proxy.ts'

/** A server and a client that are to talk to each other. */
export type Duo = {
  protocol: Protocol
  server: LaunchSpec
  client: LaunchSpec
  /** Whether the client is typed to; otherwise its standard input is at its end. */
  hasInput: boolean
}

const UNBOUND = 'has not bound its UDP port, so nobody answers the client'

/**
 * Starts a server, and a client that reaches it through a proxy, so that the trial's log holds
 * what passes between them. A server that never gets ready is not waited for for ever: the client
 * starts all the same, and finds nobody there.
 */
export async function startSideBySide(
  trial: Trial,
  { protocol, hasInput, ...specs }: Duo,
): Promise<{ server: Program; client: Program }> {
  const server = trial.start('server', specs.server, await trial.freePort())
  const port = await trial.freePort()
  if (protocol === 'tcp') {
    // Whatever comes is passed on at once: here nobody judges in how many pieces it arrives.
    await proxyTcp(trial, server, port, 1)
  } else {
    const address = await awaitOpen(trial, server, 'udp')
    if (address) await proxyUdp(trial, server, address, port)
    else trial.log.add({ program: 'server', direction: 'local', kind: 'note', note: UNBOUND })
  }
  const client = trial.start('client', specs.client, port, { hasInput })
  return { server, client }
}
