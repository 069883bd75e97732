/**
 * T2, UDP echo: the client.
 *
 * It sends its message of 33 bytes to `localhost` as one datagram, prints the datagram that comes
 * back, and exits. A datagram may get lost, so it does not wait for longer than a second.
 *
 * Start it with `node client.ts --port=9900`, while the server runs. It prints:
 *
 *     Connecting to localhost port 9900
 *     Sending Test message. This will be echoed
 *     received Test message. This will be echoed
 *     Closing connection to the server
 */
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// BEGIN SOLUTION
const message = 'Test message. This will be echoed'

// 1. Print the `Connecting` line and create a UDP socket, for IPv4 or IPv6 as `localhost` is.
console.log(`Connecting to localhost port ${port}`)
const { address, family } = await lookup('localhost', { order: 'ipv4first' })
const socket = createSocket(family === 6 ? 'udp6' : 'udp4')

// 2. Connect the socket. In UDP this sends nothing: it fixes whom the socket talks to, so that
//    it takes datagrams from nobody else and may be told when nobody is there.
socket.connect(port, address)
await once(socket, 'connect')

try {
  // 3. Print the `Sending` line and send the message, once and without a newline.
  console.log(`Sending ${message}`)
  socket.send(message)

  // 4. Wait for one datagram, for 1 second at most, and print it in a `received` line.
  const [reply] = await once(socket, 'message', { signal: AbortSignal.timeout(1000) })
  console.log(`received ${reply}`)
} catch (error) {
  // 5. When nothing comes, say so in one sentence. Exit with code 1.
  const { code, message: reason } = error as NodeJS.ErrnoException
  const cause = code === 'ABORT_ERR' ? 'nothing came within a second' : reason
  console.error(`No reply from localhost port ${port}: ${cause}`)
  process.exitCode = 1
}

// 6. Print the `Closing` line and close the socket: while it is open, the program runs on.
console.log('Closing connection to the server')
socket.close()
// END SOLUTION
