/**
 * T3, guess the number: the client.
 *
 * It reads guesses from standard input, one a line, sends each to the server on `localhost` as
 * one datagram with the number in decimal text, and prints the answer: HIGHER, LOWER or CORRECT.
 * It ends after CORRECT, or when standard input ends.
 *
 * Start it with `node client.ts --port=9900`, while the server runs.
 */
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// BEGIN SOLUTION
// 1. Create a UDP socket, for IPv4 or IPv6 as `localhost` is, and connect it to the server.
const { address, family } = await lookup('localhost', { order: 'ipv4first' })
const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
socket.connect(port, address)
await once(socket, 'connect')

// 2. Read standard input line by line, until it ends.
console.log('Guess a whole number between 1 and 100, one a line')
for await (const line of createInterface({ input: process.stdin })) {
  // 3. A line that is no number must not end the game: say so and read the next one.
  const guess = line.trim()
  if (!/^\d+$/.test(guess)) {
    console.log(`"${guess}" is no whole number, guess again`)
    continue
  }

  // 4. Send the guess as one datagram, and print its answer before you read the next line.
  const answer = await ask(guess)
  console.log(answer)

  // 5. Only CORRECT ends the game.
  if (answer === 'CORRECT') break
}

// 6. Close the socket and standard input: while either is open, the program runs on.
socket.close()
process.stdin.destroy()

async function ask(guess: string): Promise<string> {
  try {
    socket.send(guess)
    // 7. A datagram may get lost: do not wait for its answer for longer than 5 seconds.
    const [answer] = await once(socket, 'message', { signal: AbortSignal.timeout(5000) })
    return String(answer)
  } catch {
    return `No answer from localhost port ${port}, guess again`
  }
}
// END SOLUTION
