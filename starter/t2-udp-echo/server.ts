/**
 * T2, UDP echo: the server.
 *
 * It binds a UDP socket to `localhost` and sends every datagram back, whole, to the address that
 * it came from. It runs until it is stopped.
 *
 * Start it with `node server.ts --port=9900`. It prints:
 *
 *     Starting up echo server on localhost port 9900
 *     Waiting to receive message from client
 *     received 33 bytes from 127.0.0.1:43542
 *     Data: Test message. This will be echoed
 *     sent 33 bytes back to 127.0.0.1:43542
 *     Waiting to receive message from client
 */
// import { createSocket } from 'node:dgram'
// import { lookup } from 'node:dns/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// TODO 1. Create a UDP socket. It speaks either IPv4 or IPv6, and `localhost` may be either:
//         look the name up, and create the kind of socket that fits the address.
// TODO 2. For each datagram print how many bytes it has (not characters), whom it is from, and the
//         `Data` line. There is no connection: each datagram brings its sender's address along.
// TODO 3. Send the bytes back to that address from the same socket, even when there are none.
//         Then print the `sent` line, and say that you wait again.
// TODO 4. When the port is taken, say so in a sentence that names it. Exit with code 1.
// TODO 5. Bind the socket to the port. As soon as it is bound print the `Starting` and the
//         `Waiting` line.

// Delete these two lines when you begin.
console.error(`t2-udp-echo/server.ts, port ${port}: not written yet`)
process.exitCode = 1
