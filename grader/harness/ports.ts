import { readFileSync } from 'node:fs'
import net from 'node:net'
import { isTaken, LOOPBACKS, type Protocol, portsInTables } from './sockets.ts'

/**
 * The range is cut into blocks; a block's first port is its lock, and every second one after it is
 * handed out: a server that binds N + 1 by mistake must not meet another check's client there.
 */
const BLOCK = 64
const STEP = 2
const FIRST = 10_240

/**
 * Hands out ports that are free for TCP and UDP on both loopback addresses, each once.
 *
 * A grader owns whole blocks of ports: it listens on a block's first port for as long as it runs,
 * so the system itself keeps two graders apart, and a crash frees the block. The range is below
 * the ephemeral one, from which the system would take a port between our look and its use.
 */
export class Ports {
  readonly #locks: net.Server[] = []
  #free: number[] = []
  #turn: Promise<unknown> = Promise.resolve()

  /** A fresh port. Throws when the whole range is taken. */
  next(): Promise<number> {
    const port = this.#turn.then(() => this.#take())
    this.#turn = port.catch(() => undefined)
    return port
  }

  /** Gives the blocks back. */
  release(): void {
    for (const lock of this.#locks) lock.close()
  }

  async #take(): Promise<number> {
    for (;;) {
      const port = this.#free.shift()
      if (port === undefined) await this.#takeBlock()
      else if (await isFree(port)) return port
    }
  }

  async #takeBlock(): Promise<void> {
    const inUse = portsInTables()
    for (const block of shuffledBlocks()) {
      const lock = inUse.has(block) ? undefined : await lockPort(block)
      if (!lock) continue
      this.#locks.push(lock)
      this.#free = range(1, BLOCK / STEP)
        .map((index) => block + index * STEP)
        .filter((port) => !inUse.has(port))
      return
    }
    throw new Error(`no free ports between ${FIRST} and ${ephemeralStart()}`)
  }
}

async function isFree(port: number): Promise<boolean> {
  const protocols: Protocol[] = ['tcp', 'udp']
  const uses = protocols.flatMap((protocol) => LOOPBACKS.map((at) => isTaken(protocol, port, at)))
  return !(await Promise.all(uses)).includes(true)
}

function lockPort(port: number): Promise<net.Server | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server.unref()))
  })
}

/** Where the system begins to hand out ports by itself (RFC 6335's range, unless Linux says otherwise). */
function ephemeralStart(): number {
  if (process.platform !== 'linux') return 49_152
  const [start] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)
  return Math.max(Number(start), FIRST + 100 * BLOCK)
}

function shuffledBlocks(): number[] {
  const count = Math.floor((ephemeralStart() - FIRST) / BLOCK)
  const start = Math.floor(Math.random() * count)
  return range(0, count).map((index) => FIRST + ((start + index) % count) * BLOCK)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}
