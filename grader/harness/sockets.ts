import dgram from 'node:dgram'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import net from 'node:net'

/** The two addresses that `localhost` may stand for. */
export type Loopback = '127.0.0.1' | '::1'
export const LOOPBACKS: readonly Loopback[] = ['127.0.0.1', '::1']

export type Protocol = 'tcp' | 'udp'

/**
 * Through which loopback addresses a port is open, found without touching the socket: in Linux's
 * own tables, elsewhere by an attempt to bind (so ask only once the program says that it is ready).
 */
export async function openOn(protocol: Protocol, port: number): Promise<Loopback[]> {
  if (process.platform === 'linux') return openInTables(protocol, port)
  const taken = await Promise.all(LOOPBACKS.map((at) => isTaken(protocol, port, at)))
  return LOOPBACKS.filter((_, index) => taken[index])
}

/**
 * Every local port of this machine that some socket holds, also one that is still closing (Linux).
 * @param protocols the tables to look at: TCP's take a hundred times as long as UDP's
 */
export function portsInTables(protocols: readonly Protocol[] = ['tcp', 'udp']): Set<number> {
  if (process.platform !== 'linux') return new Set()
  const tables = protocols.flatMap((name) => [...rows(name), ...rows(`${name}6`)])
  return new Set(tables.map((row) => row.port))
}

/** A socket that waits for clients, and where. */
export type Held = { protocol: Protocol; port: number; address: string }

/** The listening TCP and bound UDP sockets of a process; empty where the system does not tell. */
export function socketsOf(pid: number): Held[] {
  if (process.platform !== 'linux') return []
  const inodes = new Set(inodesOf(pid))
  const protocols: Protocol[] = ['tcp', 'udp']
  return protocols.flatMap((protocol) =>
    [...rows(protocol), ...rows(`${protocol}6`)]
      .filter((row) => inodes.has(row.inode) && row.state === WAITING[protocol])
      .map((row) => ({ protocol, port: row.port, address: readableAddress(row.address) })),
  )
}

function inodesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => inodeOf(`/proc/${pid}/fd/${fd}`) ?? [])
  } catch {
    // It ended while we looked, or is not ours to look at.
    return []
  }
}

function inodeOf(link: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.[1]
  } catch {
    return undefined
  }
}

/** The kernel writes IPv4 addresses as one number in its own byte order; others are left as they are. */
function readableAddress(hex: string): string {
  if (hex === V6[0]) return '::1'
  if (hex === V6[1]) return '::'
  if (hex.length !== 8) return hex
  return [...Buffer.from(hex, 'hex')].reverse().join('.')
}

/** The states in which a socket waits for clients, as the kernel numbers them. */
const WAITING: Record<Protocol, string> = { tcp: '0A', udp: '07' }

/** Whether binding fails because somebody holds the port. */
export function isTaken(protocol: Protocol, port: number, address: Loopback): Promise<boolean> {
  return protocol === 'tcp' ? isTcpTaken(port, address) : isUdpTaken(port, address)
}

function isTcpTaken(port: number, host: Loopback): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve(means(error, 'EADDRINUSE')))
    server.listen({ port, host, ipv6Only: true, exclusive: true }, () =>
      server.close(() => resolve(false)),
    )
  })
}

function isUdpTaken(port: number, address: Loopback): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket({
      type: address === '::1' ? 'udp6' : 'udp4',
      ipv6Only: address === '::1',
    })
    socket.once('error', (error) => {
      socket.close()
      resolve(means(error, 'EADDRINUSE'))
    })
    socket.bind({ port, address, exclusive: true }, () => socket.close(() => resolve(false)))
  })
}

/** Whether an error has this system code. */
export function means(error: Error, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}

type Row = {
  address: string
  port: number
  state: string
  inode: string
}

function rows(table: string): Row[] {
  try {
    const lines = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1)
    return lines.map(parseRow)
  } catch (error) {
    // A kernel without IPv6 has no such table.
    if (means(error as Error, 'ENOENT')) return []
    throw error
  }
}

/** One line of the kernel's table: `sl local_address rem_address st …`, in hex; the tenth field is the inode. */
function parseRow(line: string): Row {
  const fields = line.trim().split(/\s+/)
  const [, local = '', , state = ''] = fields
  const [address = '', port = ''] = local.split(':')
  return {
    address,
    port: Number.parseInt(port, 16),
    state,
    inode: fields[9] ?? '',
  }
}

const V4 = ['0100007F', '00000000']
const V6 = ['00000000000000000000000001000000', '00000000000000000000000000000000']
const MAPPED_V4 = '0000000000000000FFFF00000100007F'
const NAMES: Record<Loopback, readonly string[]> = { '127.0.0.1': [...V4, MAPPED_V4], '::1': V6 }

/** A socket on `::` counts as `::1` alone: the table does not say whether it serves IPv4 too. */
function openInTables(protocol: Protocol, port: number): Loopback[] {
  const waiting = [...rows(protocol), ...rows(`${protocol}6`)].filter(
    (it) => it.port === port && it.state === WAITING[protocol],
  )
  const isOpen = (at: Loopback) => waiting.some(({ address }) => NAMES[at].includes(address))
  return LOOPBACKS.filter(isOpen)
}
