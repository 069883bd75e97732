/**
 * T3, guess the number: the server.
 *
 * It draws a secret whole number from 1 to 99 when it starts. A player sends a guess as one
 * datagram with the number in decimal text; the server answers it with one datagram:
 *
 *     HIGHER    the secret is higher than the guess
 *     LOWER     the secret is lower than the guess
 *     CORRECT   the guess is the secret
 *     INVALID   that was no whole number from 1 to 100
 *
 * The secret stays the same until somebody guesses it; then the server draws another.
 * Any number of players may guess at once. It runs until it is stopped.
 *
 * Start it with `node server.ts --port=9900`.
 */
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// BEGIN SOLUTION
// 1. Draw the secret once, not for each guess. Check by hand that 1 and 99 can both come up.
//    (Math.random() is at least 0 and less than 1.)
let secret = drawSecret()

// 2. Create a UDP socket, for IPv4 or IPv6 as `localhost` is.
const { address, family } = await lookup('localhost', { order: 'ipv4first' })
const socket = createSocket(family === 6 ? 'udp6' : 'udp4')

// 3. Answer each datagram with exactly one, to the address that it came from.
socket.on('message', (data, player) => {
  const answer = judge(data.toString().trim())
  socket.send(answer, player.port, player.address, (error) => {
    const name = `${player.address}:${player.port}`
    if (error) console.error(`Cannot answer ${name}: ${error.message}`)
    else console.log(`answered ${answer} to ${name}`)
  })
})

// 4. When the port is taken, say so in a sentence that names it. Exit with code 1.
socket.on('error', (error) => {
  console.error(`Cannot serve on port ${port}: ${error.message}`)
  process.exitCode = 1
})

// 5. Bind the socket to the port and print that the server has started.
socket.bind(port, address, () => {
  console.log(`Starting up guess server on localhost port ${port}`)
  console.log('Waiting for guesses')
})

function judge(text: string): string {
  // 6. Anybody may send anything: make sure that the text is a whole number from 1 to 100.
  const guess = Number(text)
  if (!/^\d+$/.test(text) || guess < 1 || guess > 100) return 'INVALID'

  // 7. Compare numbers, not text. HIGHER means that the secret is higher than the guess.
  if (secret > guess) return 'HIGHER'
  if (secret < guess) return 'LOWER'

  // 8. Now the secret is out: draw another one for the next game.
  secret = drawSecret()
  return 'CORRECT'
}

function drawSecret(): number {
  return 1 + Math.floor(Math.random() * 99)
}
// END SOLUTION
