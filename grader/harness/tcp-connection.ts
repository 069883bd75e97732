import type net from 'node:net'
import { isOwnFault } from './own-fault.ts'
import { means } from './sockets.ts'
import type { Trial } from './trial.ts'
import type { WireEvent } from './wire-log.ts'

/** Far more than anything in the lab is long; who sends on is not read any more (bytes). */
const MOST = 16 * 2 ** 20

/** The grader's end of one TCP connection with a program: records what comes. */
export class TcpConnection {
  readonly socket: net.Socket
  readonly #trial: Trial
  readonly #role: string
  #chunks: Buffer[] = []
  /** Everything that the grader sent. */
  readonly sent: Buffer[] = []
  /** The program closed its side, or half-closed. */
  ended = false
  /** The connection is gone, both ways. */
  closed = false
  /** How it broke, if it did: `ECONNRESET`, `EPIPE`. */
  error: NodeJS.ErrnoException | undefined
  /** When the last bytes came (performance.now()). */
  lastHeard = performance.now()

  constructor(socket: net.Socket, trial: Trial, role: string) {
    this.socket = socket
    this.#trial = trial
    this.#role = role
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => this.#note('out', 'bytes', bytes))
    socket.on('end', () => this.#note('out', 'half-close'))
    socket.on('error', (error) => {
      this.error = error
      if (means(error, 'ECONNRESET')) this.#note('out', 'reset')
      if (isOwnFault(error)) trial.broke(`a connection of its own broke (${error.message})`)
    })
    socket.on('close', () => {
      if (!this.ended && !this.error && !this.#isLeft)
        trial.broke('a connection of its own was lost')
      this.#note('out', 'close')
    })
    trial.defer(() => this.destroy())
  }

  /** The grader's own port. */
  get localPort(): number {
    return this.socket.localPort ?? this.#localPort
  }
  #localPort = 0

  /** How many bytes have come; cheaper to ask than for the bytes themselves. */
  receivedLength = 0

  get received(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  /** Nothing more will come. */
  get isOver(): boolean {
    return this.ended || this.closed
  }

  send(bytes: Uint8Array): void {
    this.#localPort = this.socket.localPort ?? 0
    this.#log('in', 'bytes', Buffer.from(bytes))
    this.sent.push(Buffer.from(bytes))
    this.socket.write(bytes)
    this.#trial.spoke()
  }

  /** Sends the end of the stream; what still comes is still recorded. */
  end(): void {
    if (this.socket.writableEnded) return
    this.#log('in', 'half-close')
    this.socket.end()
    this.#trial.spoke()
  }

  reset(): void {
    this.#log('in', 'reset')
    this.#isLeft = true
    this.socket.resetAndDestroy()
    this.#trial.spoke()
  }

  /** Leaves without a word more. */
  destroy(): void {
    this.#isLeft = true
    this.socket.destroy()
  }
  #isLeft = false

  #note(direction: 'out', kind: WireEvent['kind'], bytes?: Buffer): void {
    if (bytes) this.#chunks.push(bytes)
    this.receivedLength += bytes?.length ?? 0
    if (this.receivedLength > MOST) this.socket.pause()
    if (kind === 'half-close') this.ended = true
    if (kind === 'close') this.closed = true
    this.lastHeard = performance.now()
    this.#log(kind === 'close' ? 'local' : direction, kind, bytes)
    this.#trial.changes.notify()
  }

  #log(direction: 'in' | 'out' | 'local', kind: WireEvent['kind'], bytes?: Buffer): void {
    const port = this.socket.localPort ?? this.#localPort
    this.#trial.log.add({ program: this.#role, direction, kind, port, ...(bytes && { bytes }) })
  }
}
