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
import { once } from 'node:events'
import { connect } from 'node:net'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false })
const port = Number(String(values.port))
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error('Give a port from 1 to 65535, as in --port=9900')
  process.exit(2)
}

// BEGIN SOLUTION
const message = Buffer.from('Test message. This will be echoed')
const pieceSize = 16

// 1. Print the `Connecting` line and connect to `localhost`.
//    Give up when nothing happens for 5 seconds, so that the program always ends.
console.log(`Connecting to localhost port ${port}`)
const socket = connect({ port, host: 'localhost' })
socket.setTimeout(5000, () => socket.destroy(new Error('nothing happened for 5 seconds')))

try {
  // 2. Once connected, print the `Sending` line and send the message, without a newline.
  await once(socket, 'connect')
  console.log(`Sending ${message}`)
  socket.write(message)

  // 3. Print what arrives in `Received` lines of at most 16 bytes. TCP may cut the echo up
  //    anywhere: count its bytes, and go on until all of them are there.
  let received = 0
  for await (const chunk of socket) {
    for (let start = 0; start < chunk.length; start += pieceSize) {
      console.log(`Received: ${chunk.subarray(start, start + pieceSize)}`)
    }
    received += chunk.length
    // 4. Then close the connection: the server may leave it open and wait for you to do it.
    //    (To leave a `for await` loop over a socket is to close the socket.)
    if (received >= message.length) break
  }

  // 5. If the server closes before everything has come back, that is an error.
  if (received < message.length) {
    throw new Error(`the server closed after ${received} of ${message.length} bytes`)
  }
} catch (error) {
  // 6. Print an error as one sentence, not as a stack trace. Exit with code 1.
  const { code, message: reason } = error as NodeJS.ErrnoException
  console.error(`No echo from localhost port ${port}: ${reason || code}`)
  process.exitCode = 1
}

// 7. Whatever happened, the last line is `Closing`.
console.log('Closing connection to the server')
// END SOLUTION
