/**
 * Holds the first port of every block that a grader might take, then runs the command that is
 * given, and ends as it does. In a network of its own: other graders shall have their ports.
 */
import { spawn } from 'node:child_process'
import net from 'node:net'

const [first, last, step, command, ...args] = process.argv.slice(2)
for (let port = Number(first); port < Number(last); port += Number(step)) {
  const server = net.createServer().listen({ port, host: '127.0.0.1', exclusive: true })
  await new Promise((resolve) => server.once('listening', resolve))
}
spawn(command, args, { stdio: 'inherit' }).on('close', (code) => process.exit(code ?? 1))
