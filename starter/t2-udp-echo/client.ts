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
// import { createSocket } from 'node:dgram'
// import { lookup } from 'node:dns/promises'
// import { once } from 'node:events'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// TODO 1. Print the `Connecting` line and create a UDP socket, for IPv4 or IPv6 as `localhost` is.
// TODO 2. Connect the socket. In UDP this sends nothing: it fixes whom the socket talks to, so that
//         it takes datagrams from nobody else and may be told when nobody is there.
// TODO 3. Print the `Sending` line and send the message, once and without a newline.
// TODO 4. Wait for one datagram, for 1 second at most, and print it in a `received` line.
// TODO 5. When nothing comes, say so in one sentence. Exit with code 1.
// TODO 6. Print the `Closing` line and close the socket: while it is open, the program runs on.

// Delete these two lines when you begin.
console.error(`t2-udp-echo/client.ts, port ${port}: not written yet`)
process.exitCode = 1
