/**
 * A small process that starts the programs under test and ends them.
 *
 * It is small so that fork() stays cheap, and it is a process of its own so that nothing outlives
 * a grade: when its channel to the grader closes, for whatever reason, it ends every process group
 * that it started. It relays output as it comes, and counts what is over the cap.
 */
import { execa } from 'execa'
import { alarm } from './deadline.ts'
import { endGroup } from './process-group.ts'

/** What the grader asks for. */
export type Order =
  | ({ kind: 'start'; id: number } & StartOrder)
  | { kind: 'input'; id: number; text: string }
  | { kind: 'end-input'; id: number }
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
}

/** What the supervisor reports; times are milliseconds since the epoch, with fractions. */
export type News =
  | { kind: 'ready' }
  | { kind: 'started'; id: number; pid: number; at: number }
  | { kind: 'not-started'; id: number; reason: string }
  | { kind: 'output'; id: number; stream: 'stdout' | 'stderr'; bytes: Uint8Array; at: number }
  | { kind: 'flooded'; id: number; stream: 'stdout' | 'stderr' }
  | { kind: 'signal'; id: number; text: string }
  | { kind: 'exit'; id: number; code: number | null; signal: string | null; at: number }
  | { kind: 'closed'; id: number }

/** How long output may keep coming after a program's exit, when a descendant holds the pipe (ms). */
const CLOSE_GRACE = 500

if (process.send) serve()

function serve(): void {
  // Node would hand it on to the programs by itself.
  delete process.env.NODE_V8_COVERAGE
  process.on('message', (order: Order) => obey(order))
  process.on('disconnect', endAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll)
  process.on('uncaughtException', (error) => {
    process.stderr.write(`supervisor: ${error.stack}\n`)
    endAll()
  })
  tell({ kind: 'ready' })
}

function obey(order: Order): void {
  if (order.kind === 'start') start(order)
  else if (order.kind === 'input') running.get(order.id)?.stdin?.write(order.text)
  else if (order.kind === 'end-input') running.get(order.id)?.stdin?.end()
  else endOne(order.id)
}

type Child = ReturnType<typeof spawn>['nodeChildProcess']
const running = new Map<number, Child>()

function spawn(order: StartOrder) {
  return execa(order.command, order.args, {
    cwd: order.cwd,
    env: order.env,
    extendEnv: false,
    detached: process.platform !== 'win32',
    windowsHide: true,
    cleanup: false,
    buffer: false,
    reject: false,
    stdio: [order.hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'],
  })
}

function start({ id, ...order }: { id: number } & StartOrder): void {
  try {
    const subprocess = spawn(order)
    const child = subprocess.nodeChildProcess
    if (child.pid !== undefined) follow(id, child, child.pid, order.outputCap)
    else subprocess.then((result) => notStarted(id, result.originalMessage ?? result.shortMessage))
  } catch (error) {
    notStarted(id, (error as Error).message)
  }
}

function notStarted(id: number, reason: string | undefined): void {
  tell({ kind: 'not-started', id, reason: reason ?? 'the system gave no reason' })
}

function follow(id: number, child: Child, pid: number, cap: number): void {
  running.set(id, child)
  tell({ kind: 'started', id, pid, at: now() })
  child.on('error', () => undefined)
  child.stdin?.on('error', () => undefined)
  relay(id, child, 'stdout', cap)
  relay(id, child, 'stderr', cap)
  const signals = child.stdio[3] as NodeJS.ReadableStream | null
  signals?.on('data', (bytes: Buffer) => tell({ kind: 'signal', id, text: bytes.toString('utf8') }))
  signals?.on('error', () => undefined)
  awaitEnd(id, child)
}

function relay(id: number, child: Child, stream: 'stdout' | 'stderr', cap: number): void {
  let count = 0
  let isFlooded = false
  child[stream]?.on('error', () => undefined)
  child[stream]?.on('data', (bytes: Buffer) => {
    const room = cap - count
    count += bytes.length
    if (room > 0) tell({ kind: 'output', id, stream, bytes: bytes.subarray(0, room), at: now() })
    if (count <= cap || isFlooded) return
    isFlooded = true
    tell({ kind: 'flooded', id, stream })
  })
}

/** `closed` follows the last output; a descendant that holds the pipe delays it by a grace only. */
function awaitEnd(id: number, child: Child): void {
  const open = new Set([child.stdout, child.stderr].filter((stream) => stream !== null))
  let exited = false
  let told = false
  const tellClosed = () => {
    if (told) return
    told = true
    tell({ kind: 'closed', id })
  }
  for (const stream of open) {
    stream.on('close', () => {
      open.delete(stream)
      if (exited && open.size === 0) tellClosed()
    })
  }
  child.on('exit', (code, signal) => {
    exited = true
    // A program is over when its first process is: what it left behind would only be luck's.
    if (child.pid !== undefined) endGroup(child.pid)
    tell({ kind: 'exit', id, code, signal, at: now() })
    if (open.size === 0) tellClosed()
    else alarm(CLOSE_GRACE).then(tellClosed)
  })
}

function endOne(id: number): void {
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

function now(): number {
  return performance.timeOrigin + performance.now()
}

/** A grader that is gone hears nothing more: its end is noticed by `disconnect`. */
function tell(news: News): void {
  if (process.connected) process.send?.(news, () => undefined)
}
