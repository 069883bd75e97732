import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { endGroup } from './process-group.ts'
import type { News, Order, StartOrder } from './supervisor.ts'
import { THRIFT } from './thrift.ts'

/** Hears what happens to one program. */
type Listener = (news: News) => void

/** The grader's side of the supervisor: starts programs and passes their news on. */
export class Programs {
  readonly #supervisor: ChildProcess
  readonly #listeners = new Map<number, Listener>()
  readonly #pids = new Map<number, number>()
  readonly #onLost: (() => void) | undefined
  #count = 0

  /** @param onLost called when the supervisor has ended, whether it was asked to or not */
  constructor(onLost?: () => void) {
    this.#onLost = onLost
    const path = fileURLToPath(new URL('./supervisor.ts', import.meta.url))
    this.#supervisor = fork(path, {
      // Its whole memory is copied, in the system's tables, for each program that it starts.
      execArgv: [...THRIFT.flags],
      env: { ...systemEnvironment(), ...ownSettings() },
      serialization: 'advanced',
    })
    this.#supervisor.on('message', (news: News) => this.#hear(news))
    this.#supervisor.on('exit', () => this.#supervisorEnded())
    this.#supervisor.unref()
    this.#supervisor.channel?.unref()
  }

  /** Starts a program; its news go to `listener`. Returns the handle for `tell`. */
  start(order: StartOrder, listener: Listener): number {
    const id = this.#count++
    this.#listeners.set(id, listener)
    this.tell({ kind: 'start', id, ...order })
    return id
  }

  tell(order: Order): void {
    if (!this.#supervisor.connected) throw new Error('the supervisor process has ended')
    this.#supervisor.send(order)
  }

  /** Ends a program with everything in its process group; no news of it follow. */
  end(id: number): void {
    this.#listeners.delete(id)
    this.#pids.delete(id)
    if (this.#supervisor.connected) this.#supervisor.send({ kind: 'end', id } satisfies Order)
  }

  /** Ends the supervisor and with it every program; resolves when they have ended. */
  async close(): Promise<void> {
    if (this.#supervisor.exitCode !== null || this.#supervisor.signalCode !== null) return
    this.#supervisor.ref()
    const ended = once(this.#supervisor, 'exit')
    if (this.#supervisor.connected) this.#supervisor.disconnect()
    await ended
  }

  #hear(news: News): void {
    if (news.kind === 'started') this.#pids.set(news.id, news.pid)
    this.#listeners.get(news.id)?.(news)
  }

  /** Somebody ended the supervisor: its programs are ended from here. */
  #supervisorEnded(): void {
    for (const pid of this.#pids.values()) endGroup(pid)
    this.#onLost?.()
  }
}

/**
 * What this process was told about itself: the compile cache of the grader's modules, without which it
 * would start by stripping types, and how to be sparing with memory.
 */
function ownSettings(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) =>
    /^(?:NODE_COMPILE_CACHE|MALLOC_)/.test(name),
  )
  return Object.fromEntries(own) as Record<string, string>
}

/** What a process needs to find its way on this system, and nothing of the user's or the grader's. */
export function systemEnvironment(): Record<string, string> {
  const names = [
    'PATH',
    'SystemRoot',
    'SystemDrive',
    'ComSpec',
    'PATHEXT',
    'WINDIR',
    'TMPDIR',
    'TEMP',
    'TMP',
  ]
  const kept = names.map((name) => [name, process.env[name]] as const)
  const system = Object.fromEntries(
    kept.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  return { ...system, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }
}
