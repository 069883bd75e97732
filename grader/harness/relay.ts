import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { alarm } from './deadline.ts'
import type { Told } from './supervisor.ts'

/** The descriptor on which the preload tells what a program binds. */
const HINTS_FD = 3
/** The descriptor on which bubblewrap says what became of a program; the program does not get it. */
export const STATUS_FD = 4

/** How long output may keep coming after a program's exit, when a descendant holds the pipe (ms). */
const CLOSE_GRACE = 500

type Tell = (news: Told) => void

/** Passes on what a program prints, up to `cap` bytes a stream, and its hints. @returns what it first said on standard error */
export function relay(child: ChildProcess, cap: number, tell: Tell): () => string {
  relayStream(child.stdout, 'stdout', cap, tell)
  relayStream(child.stderr, 'stderr', cap, tell)
  relayHints(child.stdio[HINTS_FD] as Readable | null, tell)
  let head = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    if (head.length < HEAD) head += bytes.toString('utf8', 0, HEAD)
  })
  return () => head
}

/** Enough for what a program says that starts another and can't (characters). */
const HEAD = 1000

function relayStream(from: Readable | null, stream: 'stdout' | 'stderr', cap: number, tell: Tell) {
  let count = 0
  let isFlooded = false
  from?.on('error', () => undefined)
  from?.on('data', (bytes: Buffer) => {
    const room = cap - count
    count += bytes.length
    if (room > 0) tell({ kind: 'output', stream, bytes: bytes.subarray(0, room), at: now() })
    if (count <= cap || isFlooded) return
    isFlooded = true
    tell({ kind: 'flooded', stream })
  })
}

/** A program can write there, too: as much as the preload ever says is read, and no more. */
function relayHints(from: Readable | null, tell: Tell): void {
  let room = MOST_HINTS
  from?.on('error', () => undefined)
  from?.on('data', (bytes: Buffer) => {
    const text = bytes.toString('utf8', 0, Math.max(room, 0))
    room -= bytes.length
    if (text !== '') tell({ kind: 'hints', text })
  })
}

const MOST_HINTS = 64 * 1024

/**
 * Reads what bubblewrap says of the program that it runs.
 * @param begun hears of the first process in the program's namespace
 * @returns its exit code, 128 and more for a signal; undefined if it never ran or was ended from outside
 */
export async function hearStatus(
  child: ChildProcess,
  begun: (init: number) => void,
): Promise<number | undefined> {
  const status = child.stdio[STATUS_FD] as Readable
  let text = ''
  let code: number | undefined
  status.on('error', () => undefined)
  status.on('data', (bytes: Buffer) => {
    text += bytes.toString('utf8')
    const init = /"child-pid": (\d+)/.exec(text)?.[1]
    if (init !== undefined && code === undefined) begun(Number(init))
    const exit = /"exit-code": (\d+)/.exec(text)?.[1]
    if (exit !== undefined) code = Number(exit)
  })
  const closed = once(status, 'close').catch(() => undefined)
  await exitOf(child)
  await Promise.race([closed, alarm(CLOSE_GRACE)])
  return code
}

function exitOf(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
}

/**
 * Tells how a program ended, and then that all of its output has come; a descendant that holds the
 * pipe delays that by a grace only.
 * @param status what bubblewrap says, where it is what was started
 */
export async function awaitEnd(
  child: ChildProcess,
  saying: () => string,
  status: Promise<number | undefined> | undefined,
  tell: Tell,
): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null)
  const closed = Promise.all(streams.map((stream) => once(stream, 'close').catch(() => undefined)))
  const [code, signal] = await exitOf(child)
  const at = now()
  const complete = Promise.race([closed, alarm(CLOSE_GRACE)])
  const reason =
    (code ?? 0) >= CANNOT_RUN ? await complete.then(() => reasonIn(saying())) : undefined
  if (reason !== undefined) tell({ kind: 'not-started', reason })
  else if (status && !signal) tell(inside(await status, saying(), at))
  else tell({ kind: 'exit', code, signal, at })
  await complete
  tell({ kind: 'closed' })
}

/** How the program in a namespace ended, in the words of one that is not. */
function inside(code: number | undefined, said: string, at: number): Told {
  if (code === undefined) {
    return { kind: 'fault', reason: `a sandbox could not be made: ${said.trim()}` }
  }
  const signal = code > 128 ? SIGNALS.get(code - 128) : undefined
  return { kind: 'exit', code: signal ? null : code, signal: signal ?? null, at }
}

/** Why a program could not be run, from what those say that start others within limits. */
function reasonIn(said: string): string | undefined {
  return /^(?:prlimit: failed to execute|sh: (?:line )?\d+: exec:) (.*)$/m.exec(said)?.[1]
}

/** 126 and 127: found but not to be run, and not found. */
const CANNOT_RUN = 126

const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))

/** Milliseconds since the epoch, with fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
