import { describe } from 'vitest'
import { awaitOpen } from '../../../harness/await-open.ts'
import { LIMIT } from '../../../harness/deadline.ts'
import type { Program } from '../../../harness/program.ts'
import { connect } from '../../../harness/tcp-client.ts'
import type { Trial } from '../../../harness/trial.ts'
import { UdpClient } from '../../../harness/udp-client.ts'
import { firstLine, test } from '../bench.ts'

const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::']

describe.each(HOSTS)('a server on %s that binds late', (host) => {
  test('is found for UDP, and hears nothing but the message', async ({ trial, run, expect }) => {
    const server = await run(udpServer(host, 200))
    const address = await awaitOpen(trial, server, 'udp')
    if (!address) throw new Error('not found')
    const client = await UdpClient.open(trial, server, address)
    client.send(Buffer.from('ping'))
    await trial.until(() => client.received.length > 0)
    expect(client.received.map(({ bytes, port }) => [`${bytes}`, port])).toEqual([
      ['ping', server.port],
    ])
    expect(await firstLine(trial, server)).toBe('heard ping')
    expect(server.output.plainText).toBe('heard ping\n')
  })

  test('is found for TCP, and sees a single connection', async ({ trial, run, expect }) => {
    const server = await run(tcpServer(host, 200))
    const connection = await connect(trial, server)
    connection?.send(Buffer.from('ping'))
    await trial.until(() => connection?.receivedLength === 4)
    expect(`${connection?.received}`).toBe('ping')
    expect(await firstLine(trial, server)).toBe('connection 1')
    expect(server.output.plainText).toBe('connection 1\n')
  })
})

type Look = (trial: Trial, server: Program) => Promise<unknown>

describe.concurrent.each<[string, Look]>([
  ['UDP', (trial, server) => awaitOpen(trial, server, 'udp')],
  ['TCP', connect],
])('%s', (_, look) => {
  test('a server that never binds is given up at the limit', async ({ trial, run, expect }) => {
    const server = await run('setInterval(() => {}, 1000)')
    const begun = performance.now()
    expect(await look(trial, server)).toBe(undefined)
    expect(performance.now() - begun).toBeGreaterThan(LIMIT - 100)
    expect(server.isOver).toBe(false)
  })

  test('a server that exits is waited for no longer', async ({ trial, run, expect }) => {
    const server = await run('process.exit(3)')
    const begun = performance.now()
    expect(await look(trial, server)).toBe(undefined)
    expect(performance.now() - begun).toBeLessThan(LIMIT - 100)
    expect(server.exit).toEqual({ code: 3, signal: null })
  })
})

function udpServer(host: string, late: number): string {
  return `
    import dgram from 'node:dgram'
    const port = Number(process.argv[2].split('=')[1])
    const socket = dgram.createSocket('${host.includes(':') ? 'udp6' : 'udp4'}')
    socket.on('message', (bytes, from) => {
      console.log('heard ' + bytes)
      socket.send(bytes, from.port, from.address)
    })
    setTimeout(() => socket.bind(port, '${host}'), ${late})`
}

function tcpServer(host: string, late: number): string {
  return `
    import net from 'node:net'
    const port = Number(process.argv[2].split('=')[1])
    let count = 0
    const server = net.createServer((socket) => {
      console.log('connection ' + ++count)
      socket.on('error', () => {}).pipe(socket)
    })
    setTimeout(() => server.listen(port, '${host}'), ${late})`
}
