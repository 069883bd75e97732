/**
 * T3, guess the number: the client.
 *
 * It reads guesses from standard input, one a line, sends each to the server on `localhost` as
 * one datagram with the number in decimal text, and prints the answer: HIGHER, LOWER or CORRECT.
 * It ends after CORRECT, or when standard input ends.
 *
 * Start it with `node client.ts --port=9900`, while the server runs.
 */
// import { createSocket } from 'node:dgram'
// import { lookup } from 'node:dns/promises'
// import { once } from 'node:events'
// import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// TODO 1. Create a UDP socket, for IPv4 or IPv6 as `localhost` is, and connect it to the server.
// TODO 2. Read standard input line by line, until it ends.
// TODO 3. A line that is no number must not end the game: say so and read the next one.
// TODO 4. Send the guess as one datagram, and print its answer before you read the next line.
// TODO 5. Only CORRECT ends the game.
// TODO 6. Close the socket and standard input: while either is open, the program runs on.
// TODO 7. A datagram may get lost: do not wait for its answer for longer than 5 seconds.

// Delete these two lines when you begin.
console.error(`t3-guess-number/client.ts, port ${port}: not written yet`)
process.exitCode = 1
