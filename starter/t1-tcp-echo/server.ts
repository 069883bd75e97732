/**
 * T1, TCP echo: the server.
 *
 * It listens on `localhost` and sends every byte that a client sends back to that client,
 * until the client is done. It serves any number of clients and runs until it is stopped.
 *
 * Start it with `node server.ts --port=9900`. It prints:
 *
 *     Starting up echo server on localhost port 9900
 *     Waiting to receive message from client
 *     Data: Test message. This will be echoed
 *     sent Test message. This will be echoed bytes back to 127.0.0.1:42961
 *     Waiting to receive message from client
 */
// import { createServer } from 'node:net'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// TODO 1. Create a TCP server. Its function is called once for each client, with a socket of that
//         client's own, so that many clients are served side by side.
// TODO 2. Send whatever arrives back on the same socket, as bytes and not as text. A pipe does it,
//         and stops reading while the client is too slow to take its echo.
// TODO 3. For each chunk that arrives print the `Data` line and the `sent … bytes back to` line.
// TODO 4. A client may break its connection off: without a handler that error ends the server.
// TODO 5. Say that you wait again when a client is done.
// TODO 6. When the port is taken, say so in a sentence that names it. Exit with code 1.
// TODO 7. Listen on `localhost`, with a backlog: the queue of clients that are not accepted yet.
//         As soon as the server listens print the `Starting` and the `Waiting` line.

// Delete these two lines when you begin.
console.error(`t1-tcp-echo/server.ts, port ${port}: not written yet`)
process.exitCode = 1
