// Runs inside a student's Node program before its own code: hands over the text that was stripped
// of its types ahead of time, tells the grader through descriptor 3 what the program binds and that
// it read its standard input to the end, and holds the sources of randomness at a given fraction for
// their first draws. It leaves no trace in the environment or the arguments.
'use strict'
const { readFileSync, writeSync } = require('node:fs')
const module_ = require('node:module')
const channels = require('node:diagnostics_channel')

const stripped = process.env.SOCKET_LAB_STRIPPED
const fraction = process.env.SOCKET_LAB_DRAW
delete process.env.SOCKET_LAB_STRIPPED
delete process.env.SOCKET_LAB_DRAW
delete process.env.NODE_OPTIONS
process.execArgv.length = 0

if (stripped) handOver(JSON.parse(readFileSync(stripped, 'utf8')))
if (fraction) holdDraws(Number(fraction))
reportBinding()
letPausedInputGo()

function handOver(files) {
  module_.registerHooks({
    load(url, context, nextLoad) {
      const file = Object.hasOwn(files, url) ? files[url] : undefined
      if (!file) return nextLoad(url, context)
      const format = { 'module-typescript': 'module', 'commonjs-typescript': 'commonjs' }[
        context.format
      ]
      return { format: format ?? file.format, source: file.source, shortCircuit: true }
    },
  })
}

function tell(news) {
  try {
    writeSync(3, `${JSON.stringify(news)}\n`)
  } catch {
    // The grader has closed its end: nobody is interested any more.
  }
}

function reportBinding() {
  channels.subscribe('tracing:net.server.listen:asyncEnd', ({ server }) => {
    const address = server.address()
    if (address && typeof address === 'object') tell({ protocol: 'tcp', ...address })
  })
  channels.subscribe('udp.socket', ({ socket }) => {
    socket.prependOnceListener('listening', () => tell({ protocol: 'udp', ...socket.address() }))
  })
}

// On a terminal a paused standard input does not keep a program running, on a pipe it does. Students
// try their programs on a terminal, and the lab is about sockets: so here it does not either.
// The stream is made only when the program asks for it: making it would break synchronous reads.
function letPausedInputGo() {
  const { get, ...rest } = Object.getOwnPropertyDescriptor(process, 'stdin')
  let known
  const stdin = () => {
    if (known) return known
    known = get.call(process)
    known.on('pause', () => known.unref?.()).on('resume', () => known.ref?.())
    known.once('end', () => tell({ input: 'end' }))
    return known
  }
  Object.defineProperty(process, 'stdin', { ...rest, get: stdin })
}

// Only the first draws are held, enough to shuffle all numbers: a program that draws again until it
// likes the number must not loop for ever.
function holdDraws(held) {
  const crypto = require('node:crypto')
  let left = 1000
  const holding = () => left-- > 0

  const random = Math.random
  Math.random = () => (holding() ? held : random())

  const randomInt = crypto.randomInt
  crypto.randomInt = (...args) => {
    const done = typeof args.at(-1) === 'function' ? args.pop() : undefined
    const [low, high] = args.length > 1 ? args : [0, args[0]]
    const fits = Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high
    if (!fits || !holding()) return done ? randomInt(...args, done) : randomInt(...args)
    const drawn = low + Math.floor(held * (high - low))
    if (!done) return drawn
    process.nextTick(done, undefined, drawn)
  }

  const fill = (view) => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(Math.floor(held * 256))
    return view
  }
  const randomBytes = crypto.randomBytes
  crypto.randomBytes = (size, done) => {
    if (!holding()) return randomBytes(size, done)
    const bytes = fill(Buffer.alloc(size))
    if (!done) return bytes
    process.nextTick(done, null, bytes)
  }
  const prototype = Object.getPrototypeOf(globalThis.crypto)
  const getRandomValues = prototype.getRandomValues
  const drawValues = (view) =>
    holding() ? fill(view) : getRandomValues.call(globalThis.crypto, view)
  prototype.getRandomValues = drawValues
  module_.syncBuiltinESMExports()
}
