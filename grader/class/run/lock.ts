import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UnusableInput } from '../../harness/unusable-input.ts'

/**
 * Holds a folder of results for one run on this machine. It is a listening socket: it ends with this
 * process, however that ends.
 * @param folder its real path
 * @throws UnusableInput when another run holds it
 */
export async function lock(folder: string): Promise<{ release(): void }> {
  const address = addressOf(folder)
  const server = (await listen(address)) ?? (await takeOver(address))
  if (!server) {
    throw new UnusableInput(
      `Another run is writing to ${folder}: wait for it, or name another --out.`,
    )
  }
  server.unref()
  return { release: () => server.close() }
}

/** Linux has names without a file, Windows has pipes; elsewhere it is a file that may be left over. */
function addressOf(folder: string): string {
  const name = `socket-lab-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/** @returns undefined when somebody else is listening, or was */
function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy())
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

/** A file at which nobody listens any more was left by a run that was ended. */
async function takeOver(address: string): Promise<Server | undefined> {
  if (!address.startsWith('/') || (await isAnswered(address))) return undefined
  rmSync(address, { force: true })
  return listen(address)
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
}
