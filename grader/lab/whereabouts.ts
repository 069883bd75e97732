import type { Binding } from '../harness/hints.ts'
import type { Program } from '../harness/program.ts'
import { type Held, openOn, type Protocol, socketsOf } from '../harness/sockets.ts'
import type { Trial } from '../harness/trial.ts'

/** Names the port that a server opened in place of its own, if it did: "it opened port 9900; ". */
export function elsewhere(trial: Trial, server: Program, protocol: Protocol): string {
  if (server.isOver) return refused(trial, server, protocol)
  const all = [...heldBy(server), ...server.bindings]
  const other = all.find((it) => it.protocol === protocol && it.port !== server.port)
  if (other)
    return `it opened port ${other.port} (${other.address}), not the one that --port gave; `
  const wrong = all.find(
    (it) => it.port === server.port && (it.protocol !== protocol || !REACHED.includes(it.address)),
  )
  return wrong ? `${wronglyOpen(wrong, protocol)}; ` : ''
}

function wronglyOpen({ protocol, address }: Binding, wanted: Protocol): string {
  return protocol === wanted
    ? `it opened the port on ${address}, which localhost does not reach`
    : `it opened the port for ${protocol.toUpperCase()}, not for ${wanted.toUpperCase()}`
}

/** What the system refused to a server that ended, by the system's own words in what it printed. */
function refused(trial: Trial, server: Program, protocol: Protocol): string {
  const isSaid = (words: RegExp) => server.output.lines.some(({ text }) => words.test(text))
  if (isSaid(NOT_HERE)) return "the address that it asked for is none of this machine's; "
  return isSaid(IN_USE) ? taken(trial, server, protocol) : ''
}

const NOT_HERE = /EADDRNOTAVAIL|can(?:no|')t assign requested address|not valid in its context/i
const IN_USE = /EADDRINUSE|address already in use|only one usage of each socket address/i

/** Another program of the submission may hold the same fixed port. */
function taken(trial: Trial, server: Program, protocol: Protocol): string {
  const programs = [...trial.fellows].flatMap((it) => it.programs)
  const [found] = programs.flatMap((holder) =>
    heldBy(holder).flatMap((it) =>
      it.protocol === protocol && it.port !== holder.port ? [{ holder, port: it.port }] : [],
    ),
  )
  if (!found) return ''
  const { holder, port } = found
  const who = holder.name === server.name ? 'another start of it' : holder.name
  return `port ${port}, not the one that --port gave, is still held by ${who}; `
}

function heldBy(program: Program): Held[] {
  return program.pids.flatMap(socketsOf)
}

/** Why nobody answers on a server's port, from what the system says of the port now. */
export async function portState(server: Program, protocol: Protocol): Promise<string> {
  const isOpen = (await openOn(protocol, server.port)).length > 0
  if (isOpen) return 'it listens, and its backlog has no room for one more'
  return protocol === 'tcp' ? 'nobody listens there' : 'nobody holds it'
}

/** Addresses through which localhost reaches a server. */
const REACHED = ['127.0.0.1', '::1', '0.0.0.0', '::']
