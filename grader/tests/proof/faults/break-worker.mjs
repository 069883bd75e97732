/**
 * Loaded into the grader's worker before its own code, to break things in it: `SOCKET_LAB_BREAK`
 * says what, and how often.
 */
import dgram from 'node:dgram'
import net from 'node:net'
import { basename } from 'node:path'

const [what, times = '1000000'] = (process.env.SOCKET_LAB_BREAK ?? '').split(':')
let left = Number(times)

const breaks = {
  /** Every connection is lost as soon as it is there. */
  tcp() {
    const { setNoDelay } = net.Socket.prototype
    net.Socket.prototype.setNoDelay = function (...args) {
      if (left-- > 0) setImmediate(() => this.destroy())
      return setNoDelay.apply(this, args)
    }
  },
  /** Every UDP socket is closed as soon as it is bound. */
  udp() {
    const { bind } = dgram.Socket.prototype
    dgram.Socket.prototype.bind = function (...args) {
      if (left-- > 0) {
        this.once('listening', () => setImmediate(() => close(this)))
        // A reply may be there already, when the machine is so busy that closing comes late.
        const { emit } = this
        this.emit = (name, ...rest) => name !== 'message' && emit.call(this, name, ...rest)
      }
      return bind.apply(this, args)
    }
  },
  /** The clock on the wall jumps by an hour at each look, to and fro. */
  clock() {
    const { now } = Date
    let jump = 0
    Date.now = () => {
      jump = jump === 0 ? 3_600_000 : 0
      return now() - jump
    }
  },
}

function close(socket) {
  try {
    socket.close()
  } catch {
    // It was closed already.
  }
}

if (basename(process.argv[1] ?? '') === 'worker.ts') breaks[what]?.()
