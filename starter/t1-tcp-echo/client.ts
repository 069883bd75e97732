/**
 * T1, TCP echo: the client.
 *
 * It connects to the echo server on `localhost`, sends the 33 bytes of its message, prints the
 * echo in pieces of at most 16 bytes, closes the connection and exits.
 *
 * Start it with `node client.ts --port=9900`, while the server runs. It prints:
 *
 *     Connecting to localhost port 9900
 *     Sending Test message. This will be echoed
 *     Received: Test message. Th
 *     Received: is will be echoe
 *     Received: d
 *     Closing connection to the server
 */
// import { once } from 'node:events'
// import { connect } from 'node:net'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// TODO 1. Print the `Connecting` line and connect to `localhost`.
//         Give up when nothing happens for 5 seconds, so that the program always ends.
// TODO 2. Once connected, print the `Sending` line and send the message, without a newline.
// TODO 3. Print what arrives in `Received` lines of at most 16 bytes. TCP may cut the echo up
//         anywhere: count its bytes, and go on until all of them are there.
// TODO 4. Then close the connection: the server may leave it open and wait for you to do it.
//         (To leave a `for await` loop over a socket is to close the socket.)
// TODO 5. If the server closes before everything has come back, that is an error.
// TODO 6. Print an error as one sentence, not as a stack trace. Exit with code 1.
// TODO 7. Whatever happened, the last line is `Closing`.

// Delete these two lines when you begin.
console.error(`t1-tcp-echo/client.ts, port ${port}: not written yet`)
process.exitCode = 1
