import { readFileSync } from 'node:fs'
import net from 'node:net'
import { isTaken, LOOPBACKS, type Protocol, portsInTables } from './sockets.ts'

/**
 * The range is cut into blocks; a block's first port is its lock, and every second one after it is
 * handed out: a server that binds N + 1 by mistake must not meet another check's client there.
 */
const BLOCK = 128
const STEP = 2
const FIRST = 10_240
/** So many blocks one grader takes: about as many ports as twenty grades need. */
const BLOCKS = 32
/** More ports than one grader has: when all of them are taken, there is no use in asking again. */
const MOST_TRIES = BLOCKS * BLOCK

/**
 * Hands out ports that are free for TCP and UDP on both loopback addresses. A grader that runs for
 * long hands one out again when all others had their turn, and nothing of its last use is left.
 *
 * A grader owns whole blocks of ports: it listens on a block's first port for as long as it runs,
 * so the system itself keeps two graders apart, and a crash frees the block. The range is below
 * the ephemeral one, from which the system would take a port between our look and its use.
 */
export class Ports {
  readonly #locks: net.Server[] = []
  readonly #most: number
  #free: number[] = []
  readonly #used: number[] = []
  #turn: Promise<unknown> = Promise.resolve()

  /** @param most blocks that are taken before a port is handed out again */
  constructor(most = BLOCKS) {
    this.#most = most
  }

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
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (this.#free.length === 0) await this.#refill()
      const port = this.#free.shift() as number
      this.#used.push(port)
      if (await isFree(port)) return port
    }
    return noneFree()
  }

  async #refill(): Promise<void> {
    if (this.#locks.length < this.#most && (await this.#takeBlock())) return
    // A connection that is still closing keeps a port from a server that does not ask to share it.
    const inUse = portsInTables()
    this.#free = this.#used.filter((port) => !inUse.has(port)).slice(0, this.#used.length / 2)
    for (const port of this.#free) this.#used.splice(this.#used.indexOf(port), 1)
    if (this.#free.length === 0) noneFree()
  }

  /** @returns whether there was one to take */
  async #takeBlock(): Promise<boolean> {
    const inUse = portsInTables()
    for (const block of shuffledBlocks()) {
      const lock = inUse.has(block) ? undefined : await lockPort(block)
      if (!lock) continue
      this.#locks.push(lock)
      this.#free = range(1, BLOCK / STEP)
        .map((index) => block + index * STEP)
        .filter((port) => !inUse.has(port))
      return true
    }
    return false
  }
}

function noneFree(): never {
  throw new Error(`no free ports between ${FIRST} and ${ephemeralStart()}`)
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
