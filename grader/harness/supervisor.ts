/**
 * A small process that starts the programs under test and ends them.
 *
 * It is small so that fork() stays cheap, and it is a process of its own so that nothing outlives
 * a grade: when its channel to the grader closes, for whatever reason, it ends every process group
 * that it started. It relays output as it comes, and counts what is over the cap.
 */
import type { ChildProcess } from 'node:child_process'
import { closeInherited } from './inherited.ts'
import { namesOwnFault } from './own-fault.ts'
import { endGroup } from './process-group.ts'
import { awaitEnd, hearStatus, now, relay } from './relay.ts'
import type { LimitName, Limits } from './sandbox/limits.ts'
import { Watchdog } from './sandbox/watchdog.ts'
import { type Started, startChild } from './start-child.ts'

/** What the grader asks for. */
export type Order =
  | ({ kind: 'start'; id: number } & StartOrder)
  | { kind: 'input'; id: number; text: string }
  | { kind: 'end-input'; id: number }
  | { kind: 'catch-up'; id: number }
  | { kind: 'end'; id: number }

export type StartOrder = {
  command: string
  args: readonly string[]
  cwd: string
  env: Record<string, string>
  /** False: standard input is at its end from the start. */
  hasInput: boolean
  /** Bytes per stream that are passed on; the rest is counted and dropped. */
  outputCap: number
  /** What the program is watched for, and the file systems that are its own. */
  watch?: { limits: Limits; disks: readonly string[] }
  /** The command is bubblewrap, which says on descriptor `STATUS_FD` what became of the program. */
  isWrapped?: boolean
}

/** What the supervisor reports; times are milliseconds since the epoch, with fractions. */
export type News =
  | { kind: 'started'; id: number; pid: number; at: number }
  | { kind: 'not-started'; id: number; reason: string }
  | { kind: 'output'; id: number; stream: 'stdout' | 'stderr'; bytes: Uint8Array; at: number }
  | { kind: 'flooded'; id: number; stream: 'stdout' | 'stderr' }
  | { kind: 'struck'; id: number; limit: LimitName }
  | { kind: 'hints'; id: number; text: string }
  | { kind: 'typed'; id: number }
  | { kind: 'caught-up'; id: number }
  | { kind: 'exit'; id: number; code: number | null; signal: string | null; at: number }
  | { kind: 'closed'; id: number }
  /** The grader itself could not do what it was asked for. */
  | { kind: 'fault'; id: number; reason: string }

/** News of a program, without its number. */
export type Told = News extends infer It
  ? It extends { id: number }
    ? Omit<It, 'id'>
    : never
  : never

const running = new Map<number, ChildProcess>()
const watchdog = new Watchdog((id, limit) => {
  tell({ kind: 'struck', id, limit })
  endOne(id)
})

if (process.send) serve()

function serve(): void {
  closeInherited()
  // Node would hand it on to the programs by itself.
  delete process.env.NODE_V8_COVERAGE
  process.on('message', (order: Order) => obey(order))
  process.on('disconnect', endAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll)
  process.on('uncaughtException', (error) => {
    process.stderr.write(`supervisor: ${error.stack}\n`)
    endAll()
  })
}

function obey(order: Order): void {
  if (order.kind === 'start') start(order)
  else if (order.kind === 'input') type(order.id, order.text)
  else if (order.kind === 'end-input') running.get(order.id)?.stdin?.end()
  else if (order.kind === 'catch-up') catchUp(order.id)
  else endOne(order.id)
}

/** Until what is typed is in the program's pipe, it is no wonder that the program sleeps. */
function type(id: number, text: string): void {
  running.get(id)?.stdin?.write(text, () => tell({ kind: 'typed', id }))
}

/** What a program had printed when it was asked for is read together with the order, or before it. */
function catchUp(id: number): void {
  setImmediate(() => tell({ kind: 'caught-up', id }))
}

function start({ id, ...order }: { id: number } & StartOrder): void {
  try {
    const { child, failure } = startProgram(order)
    if (child.pid !== undefined) follow(id, child, child.pid, order)
    else void failure.then((reason) => notStarted(id, reason))
  } catch (error) {
    notStarted(id, (error as Error).message)
  }
}

/** A system that has no room for one more process says nothing about the program. */
function notStarted(id: number, reason: string): void {
  if (namesOwnFault(reason))
    tell({ kind: 'fault', id, reason: `a program could not be started: ${reason}` })
  else tell({ kind: 'not-started', id, reason })
}

function startProgram({ command, args, cwd, env, hasInput, isWrapped }: StartOrder): Started {
  const status = isWrapped ? (['pipe'] as const) : []
  return startChild({
    command,
    args,
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe', ...status],
  })
}

function follow(id: number, child: ChildProcess, pid: number, order: StartOrder): void {
  const tellOf = (news: Told) => tell({ ...news, id } as News)
  running.set(id, child)
  tellOf({ kind: 'started', pid, at: now() })
  child.on('error', () => undefined)
  child.stdin?.on('error', () => undefined)
  const saying = relay(child, order.outputCap, tellOf)
  const watch = (init?: number) => {
    const { watch: wanted } = order
    if (!wanted || !running.has(id)) return
    watchdog.watch(id, { pid, disks: wanted.disks, ...(init && { init }) }, wanted.limits)
  }
  // A program is over when its first process is: what it left behind would only be luck's.
  child.once('exit', () => endGroup(pid))
  const status = order.isWrapped ? hearStatus(child, watch) : undefined
  if (!status) watch()
  void awaitEnd(child, saying, status, tellOf).then(() => watchdog.leave(id))
}

function endOne(id: number): void {
  watchdog.leave(id)
  const child = running.get(id)
  if (!child?.pid) return
  endGroup(child.pid)
  for (const stream of child.stdio) stream?.destroy()
  running.delete(id)
}

function endAll(): void {
  for (const id of [...running.keys()]) endOne(id)
  process.exit()
}

/** A grader that is gone hears nothing more: its end is noticed by `disconnect`. */
function tell(news: News): void {
  if (process.connected) process.send?.(news, () => undefined)
}
