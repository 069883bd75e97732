import { type ChildProcess, fork } from 'node:child_process'
import dgram from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Ports } from '../../../harness/ports.ts'
import { isTaken, LOOPBACKS } from '../../../harness/sockets.ts'
import { test as base, lay } from '../bench.ts'

const test = base.extend('newPorts', ({ onTestFinished }) => () => {
  const ports = new Ports()
  onTestFinished(() => ports.release())
  return ports
})

/** More than one block of ports holds. */
const MANY = 150

test('a fresh port can be bound for TCP and UDP on both loopback addresses', async ({
  newPorts,
}) => {
  for (const port of await take(newPorts(), MANY)) {
    const held = [
      ...(await Promise.all(LOOPBACKS.map((host) => listen(port, host)))),
      ...(await Promise.all(LOOPBACKS.map((host) => bind(port, host)))),
    ]
    for (const socket of held) socket.close()
  }
})

test('no port is handed out twice, also not by several at once', async ({ newPorts }) => {
  const several = [newPorts(), newPorts(), newPorts(), newPorts()]
  const ports = (await Promise.all(several.map((each) => take(each, MANY)))).flat()
  expect(new Set(ports).size).toBe(4 * MANY)
})

test('several processes never hand out the same port', async ({ folder, onTestFinished }) => {
  lay(folder, { 'taker.mjs': TAKER })
  const takers = Array.from({ length: 4 }, () => fork(join(folder, 'taker.mjs'), { execArgv: [] }))
  onTestFinished(() => void takers.map((taker) => taker.kill('SIGKILL')))
  await Promise.all(takers.map((taker) => once(taker, 'message')))
  const ports = (await Promise.all(takers.map(takenBy))).flat()
  expect(ports).toHaveLength(4 * MANY)
  expect(new Set(ports).size).toBe(4 * MANY)
})

test('a port that somebody holds is passed over', async ({ newPorts, onTestFinished }) => {
  const ports = newPorts()
  const first = await ports.next()
  const held = await Promise.all([
    bind(first + 1, '127.0.0.1'),
    bind(first + 2, '::1'),
    bind(first + 3, '::'),
    listen(first + 4, '127.0.0.1'),
    listen(first + 5, '::1'),
    listen(first + 6, '0.0.0.0'),
  ])
  onTestFinished(() => void held.map((socket) => socket.close()))
  const others = held.map((socket) => (socket.address() as net.AddressInfo).port)
  for (const port of await take(ports, 20)) expect(others).not.toContain(port)
})

test('a port is handed out again when all others had their turn, and while nobody holds it', async ({
  onTestFinished,
}) => {
  const ports = new Ports(1)
  onTestFinished(() => ports.release())
  const first = await take(ports, 63)
  expect(new Set(first).size).toBe(63)
  const held = await listen(first[0] as number, '127.0.0.1')
  onTestFinished(() => void held.close())
  const again = await take(ports, 20)
  expect(first).toEqual(expect.arrayContaining(again))
  expect(again).not.toContain(first[0])
})

test('the ports are below those that the system hands out by itself', async ({ newPorts }) => {
  const range = '/proc/sys/net/ipv4/ip_local_port_range'
  const isLinux = process.platform === 'linux'
  const end = isLinux ? Number.parseInt(readFileSync(range, 'utf8'), 10) : 49_152
  for (const port of await take(newPorts(), MANY)) {
    expect(port).toBeGreaterThan(10_240)
    expect(port).toBeLessThan(end)
  }
})

test('a block is locked until it is given back', async ({ newPorts }) => {
  const ports = newPorts()
  const block = Math.floor(((await ports.next()) - 10_240) / 128) * 128 + 10_240
  expect(await isTaken('tcp', block, '127.0.0.1')).toBe(true)
  ports.release()
  await expect.poll(() => isTaken('tcp', block, '127.0.0.1')).toBe(false)
})

async function take(ports: Ports, count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => ports.next()))
}

async function takenBy(taker: ChildProcess): Promise<number[]> {
  taker.send(MANY)
  const [ports] = await once(taker, 'message')
  return ports
}

async function listen(port: number, host: string): Promise<net.Server> {
  const server = net.createServer().listen({ port, host, ipv6Only: true, exclusive: true })
  await once(server, 'listening')
  return server
}

async function bind(port: number, address: string): Promise<dgram.Socket> {
  const type = address.includes(':') ? 'udp6' : 'udp4'
  const socket = dgram.createSocket({ type, ipv6Only: type === 'udp6' })
  socket.bind({ port, address, exclusive: true })
  await once(socket, 'listening')
  return socket
}

/** Keeps its ports until the test ends it, so that all takers hold theirs at the same time. */
const TAKER = `
  import { Ports } from '${new URL('../../../harness/ports.ts', import.meta.url)}'
  const ports = new Ports()
  process.once('message', async (count) => {
    process.send(await Promise.all(Array.from({ length: count }, () => ports.next())))
  })
  process.on('disconnect', () => process.exit())
  process.send('ready')
`
