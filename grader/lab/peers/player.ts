import { show } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { LaunchOptions } from '../../harness/launch.ts'
import type { Program } from '../../harness/program.ts'
import { portsInTables } from '../../harness/sockets.ts'
import type { UdpClient } from '../../harness/udp-client.ts'
import type { Datagram } from '../../harness/udp-socket.ts'
import type { CheckContext } from '../check.ts'
import { state } from '../describe.ts'
import { type Word, wordOf } from '../wording/words.ts'
import { awaitDatagrams, udpClient } from './udp-echo.ts'

/** Numbers that may be the secret. */
export const LOWEST = 1
export const HIGHEST = 100

type Range = { low: number; high: number }
const ALL: Range = { low: LOWEST, high: HIGHEST - 1 }

/** A server that leaves more of the guesses without a right answer can't be judged any further. */
export const MOST_UNANSWERED = 5

/** What the server answered to one guess. */
export type Reply = { guess: number; text: string; word: Word | undefined }

/** The grader as a player: a fresh server of the submission, and guesses to it. */
export class Player {
  readonly server: Program
  readonly replies: Reply[] = []
  readonly #context: CheckContext
  readonly #clients: UdpClient[]

  private constructor(context: CheckContext, server: Program, clients: UdpClient[]) {
    this.#context = context
    this.server = server
    this.#clients = clients
  }

  /** Starts a server, and as many sockets as players. */
  static async begin(
    context: CheckContext,
    options: LaunchOptions & { sockets?: number; port?: number | undefined } = {},
  ): Promise<Player> {
    const server = await context.start('server', options)
    const clients = []
    for (let socket = 0; socket < (options.sockets ?? 1); socket++) {
      clients.push(await udpClient(context.trial, server))
    }
    return new Player(context, server, clients)
  }

  /** How many sockets it asks from. */
  get sockets(): number {
    return this.#clients.length
  }

  /** A guess that got more than one answer, with all of them; undefined if there is none. */
  get answeredTwice(): { guess: string; answers: Datagram[] } | undefined {
    for (const [at, { received }] of this.#clients.entries()) {
      const asked = this.#asked[at] ?? []
      const guess = asked.at(-1)
      if (guess !== undefined && received.length > asked.length)
        return { guess, answers: received.slice(asked.length - 1) }
    }
    return undefined
  }
  /** The guesses of each socket. */
  readonly #asked: string[][] = []

  /**
   * Sends a guess and waits for its answer.
   * @param socket which of the player's sockets asks
   * @param limit milliseconds; the usual one if left out
   * @returns undefined when none came to that socket in time
   */
  async ask(guess: number | string, socket = 0, limit?: number): Promise<Reply | undefined> {
    const client = this.#clients[socket] as UdpClient
    const seen = client.received.length
    this.#asked[socket] = [...(this.#asked[socket] ?? []), String(guess)]
    const sentAt = performance.now()
    client.send(Buffer.from(String(guess)))
    const { trial } = this.#context
    if (limit === undefined) await awaitDatagrams(trial, this.server, [client], seen + 1)
    else await trial.until(() => client.received.length > seen, { of: [this.server], limit })
    const datagram = client.received[seen]
    if (!datagram) return undefined
    this.#slowest = Math.max(this.#slowest, performance.now() - sentAt)
    const text = datagram.bytes.toString('utf8')
    const reply = { guess: Number(guess), text, word: wordOf(text) }
    this.replies.push(reply)
    return reply
  }

  /** How long an answer is waited for where it decides nothing by itself (ms): longer for a slow server. */
  get briefly(): number {
    return Math.max(BRIEFLY, 3 * this.#slowest)
  }
  #slowest = 0

  /** Sends something that need not be answered. */
  send(text: string, socket: number): void {
    this.#clients[socket]?.send(Buffer.from(text))
  }

  /** The same as `askNear`, but no answer fails the check. */
  async mustAsk(guess: number, socket = 0, range?: Range): Promise<Reply> {
    const reply = await this.askNear(guess, socket, range)
    if (reply) return reply
    const expected = `an answer to the guess ${guess}`
    return fail({ expected, seen: `no datagram came; ${state(this.server)}` })
  }

  /**
   * The same as `ask`, but a server that was charged for guesses without a right answer is asked the
   * numbers next to such a guess instead: the reply tells which it was.
   * @param range where a number still tells something
   */
  async askNear(guess: number, socket = 0, range = ALL): Promise<Reply | undefined> {
    if (!this.isCharged) return this.ask(guess, socket)
    for (const near of nearest(guess, range).filter((it) => !this.#unanswered.has(it))) {
      const reply = await this.ask(near, socket)
      if (reply?.word) return reply
      this.#unanswered.add(near)
    }
    return undefined
  }
  readonly #unanswered = new Set<number>()

  /** Whether the server is known to leave some guesses, but not many, without a right answer. */
  get isCharged(): boolean {
    return this.#context.outcomeOf('t3.server.answers')?.result === 'failed'
  }

  /** Ends the server: a check that plays many games need not keep them all. */
  leave(): void {
    this.server.end()
  }

  /**
   * The same, and waits until the port is free again.
   * @returns the port, for another server; undefined where it is not freed in time, or can't be seen
   */
  async leavePort(): Promise<number | undefined> {
    const { port } = this.server
    this.leave()
    if (process.platform !== 'linux') return undefined
    const isFree = () => !portsInTables(['udp']).has(port)
    const options = { since: performance.now(), poll: FREED }
    return (await this.#context.trial.until(isFree, options)) ? port : undefined
  }
}

/**
 * Options that hold the secret somewhere in the lower half of its range, where it can be held: a
 * range that goes too far, even twice as far, is `range`'s matter, and should not show elsewhere. Only
 * for checks of a server that is known to keep its number: held draws would hide that it does not.
 */
export function heldDraw({ random }: CheckContext): LaunchOptions {
  return { draw: 0.1 + 0.35 * random.fraction() }
}

/** How long an answer is waited for at the least where it decides nothing by itself (ms). */
const BRIEFLY = 1000
/** How often the system is asked whether a port is free (ms). */
const FREED = 10

/**
 * Finds the secret: by halving, then, if the answers lead nowhere, by asking every number.
 * @param first numbers to ask before the others
 * @returns the secret, or undefined when no number from 1 to 100 is it
 */
export async function findSecret(
  player: Player,
  first: readonly number[] = [],
): Promise<number | undefined> {
  const asked = new Set<number>()
  const isSecret = async (guess: number): Promise<boolean> => {
    asked.add(guess)
    const limit = player.replies.length > 0 ? player.briefly : undefined
    return (await player.ask(guess, 0, limit))?.word === 'CORRECT'
  }
  for (const guess of first) if (await isSecret(guess)) return guess
  let [low, high] = [LOWEST, HIGHEST]
  while (low <= high) {
    const guess = Math.floor((low + high) / 2)
    if (await isSecret(guess)) return guess
    if (player.replies.at(-1)?.word === 'HIGHER') low = guess + 1
    else high = guess - 1
  }
  for (let guess = LOWEST; guess <= HIGHEST && !player.server.isOver; guess++) {
    if (!asked.has(guess) && (await isSecret(guess))) return guess
  }
  return undefined
}

/** As many numbers as may be left unanswered, and one that is not. */
function nearest(guess: number, { low, high }: Range): number[] {
  const all = Array.from({ length: high - low + 1 }, (_, index) => low + index)
  const distance = (number: number) => Math.abs(number - guess)
  return all.toSorted((one, other) => distance(one) - distance(other)).slice(0, MOST_UNANSWERED + 1)
}

/** "50 -> HIGHER". */
export function told(reply: Reply): string {
  return `${reply.guess} -> ${show(Buffer.from(reply.text), 40)}`
}
