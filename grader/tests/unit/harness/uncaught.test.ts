import { describe, expect, test } from 'vitest'
import { Output } from '../../../harness/output.ts'
import { uncaughtIn } from '../../../harness/uncaught.ts'

describe("Node's report", () => {
  test('names the error and the line of the program', () => {
    const { error, others } = reported(`Connecting
file:///lab/t1-tcp-echo/client.ts:12
  socket.wirte(message)
         ^

TypeError: socket.wirte is not a function
    at Socket.<anonymous> (file:///lab/t1-tcp-echo/client.ts:12:10)
    at Socket.emit (node:events:509:20)

Node.js v26.10.0`)
    const place = { file: '/lab/t1-tcp-echo/client.ts', line: 12, source: 'socket.wirte(message)' }
    const message = 'TypeError: socket.wirte is not a function'
    expect(error).toEqual({ kind: 'error', message, place })
    expect(others).toEqual(['Connecting'])
  })

  test("names the program's own line where the error comes out of Node's inside", () => {
    const { error } = reported(`node:dgram:769
      throw new ERR_INVALID_ARG_TYPE('buffer',
            ^

TypeError [ERR_INVALID_ARG_TYPE]: The "buffer" argument must be of type string
    at Socket.send (node:dgram:769:13)
    at answer (/lab/t2-udp-echo/server.cjs:4:3)
    at Socket.<anonymous> (/lab/t2-udp-echo/server.cjs:9:3) {
  code: 'ERR_INVALID_ARG_TYPE'
}

Node.js v26.10.0`)
    expect(error?.message).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: The "buffer" argument/)
    expect(error?.place).toEqual({ file: '/lab/t2-udp-echo/server.cjs', line: 4 })
  })

  test('names no line where no line of the program had a part in it', () => {
    const { error } = reported(`node:events:505
    throw er; // Unhandled 'error' event
    ^

Error: listen EADDRINUSE: address already in use 127.0.0.1:9900
    at Server.setupListenHandle [as _listen2] (node:net:2390:16)
Emitted 'error' event on Server instance at:
    at emitErrorNT (node:net:2478:8) {
  port: 9900
}

Node.js v26.10.0`)
    const message = 'Error: listen EADDRINUSE: address already in use 127.0.0.1:9900'
    expect(error).toEqual({ kind: 'error', message })
  })

  test.for([
    ['const port: = 3', "SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Unexpected token '='"],
    ["import { nope } from 'node:net'", "SyntaxError: The module 'node:net' does not provide nope"],
  ])('of a program that it cannot read: %s', ([source, message]) => {
    const { error } = reported(
      `file:///lab/a.ts:3\n${source}\n         ^^^^\n${message}\n    at x (node:y:1:1)\n\nNode.js v26.10.0`,
    )
    expect(error).toEqual({
      kind: 'syntax',
      message,
      place: { file: '/lab/a.ts', line: 3, source },
    })
  })

  test('shows the line over the caret, whatever stands before it', () => {
    const { error } = reported(
      `file:///lab/a.ts:3\nimport net from 'node:net'\nconst port: = 3\n            ^\n\nSyntaxError: Unexpected token\n\nNode.js v26.10.0`,
    )
    expect(error?.place).toMatchObject({ line: 3, source: 'const port: = 3' })
  })

  test('of something else that was thrown', () => {
    const { error } = reported(
      'file:///lab/a.ts:1\nthrow { a: 1 }\n^\n{ a: 1 }\n\nNode.js v26.10.0',
    )
    expect(error?.message).toBe('{ a: 1 }')
  })

  test('of a module that waits for ever', () => {
    const { error, others } = reported(`Port:
Warning: Detected unsettled top-level await at file:///lab/server.ts:3
const port = Number(await rl.question('Port: '))
                    ^

`)
    const source = "const port = Number(await rl.question('Port: '))"
    const place = { file: '/lab/server.ts', line: 3, source }
    expect(error).toEqual({ kind: 'await', message: '', place })
    expect(others.filter(Boolean)).toEqual(['Port:'])
  })
})

describe("Python's report", () => {
  test('names the last line of the program on the way to the error', () => {
    const { error, others } = reported(`Waiting
Exception in thread Thread-1 (handle):
Traceback (most recent call last):
  File "/usr/lib/python3.11/threading.py", line 1045, in _bootstrap_inner
    self.run()
  File "/lab/t1-tcp-echo/server.py", line 13, in handle
    client.sendall(data.decode())
                   ^^^^^^^^^^^^^
  File "/usr/lib/python3.11/encodings/utf_8.py", line 16, in decode
    return codecs.utf_8_decode(input, errors, True)
UnicodeDecodeError: 'utf-8' codec can't decode byte 0x9b in position 3: invalid start byte
Waiting again`)
    expect(error?.place).toEqual({
      file: '/lab/t1-tcp-echo/server.py',
      line: 13,
      source: 'client.sendall(data.decode())',
    })
    expect(error).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(/^UnicodeDecodeError/),
    })
    expect(others).toEqual(['Waiting', 'Waiting again'])
  })

  test('of errors that led to each other names the last', () => {
    const { error, others } = reported(`Traceback (most recent call last):
  File "/lab/a.py", line 5, in <module>
    int('x')
ValueError: invalid literal for int() with base 10: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/lab/a.py", line 7, in <module>
    {}['k']
    ~~^^^^^
KeyError: 'k'`)
    expect(error).toMatchObject({ message: "KeyError: 'k'", place: { line: 7 } })
    expect(others.filter(Boolean)).toEqual([])
  })

  test.for([
    ['syntax', `  File "/lab/a.py", line 2\n    print "x"\n    ^^^^^^^^^\nSyntaxError: Missing`],
    ['syntax', `  File "/lab/a.py", line 2\n    x = 1\nIndentationError: unexpected indent`],
    [
      'input',
      `Traceback (most recent call last):\n  File "/lab/a.py", line 2, in <module>\n    port = input()\nEOFError: EOF when reading a line`,
    ],
  ])('tells %s from other errors', ([kind, text]) => {
    expect(reported(text as string).error).toMatchObject({
      kind,
      place: { file: '/lab/a.py', line: 2 },
    })
  })

  test('that is cut off names nothing', () => {
    const { error } = reported('Traceback (most recent call last):\n  File "/lab/a.py", line 5')
    expect(error).toBeUndefined()
  })
})

test.for([
  '',
  'Error: no port',
  'at line 3\nNode.js v26.10.0',
  '    at Socket.emit (node:events:509:20)',
])('nothing is reported by %j', (text) => {
  expect(reported(text)).toMatchObject({ others: text.split('\n').filter(Boolean) })
  expect(reported(text).error).toBeUndefined()
})

test('what stands on standard output is no report', () => {
  const output = new Output()
  output.add('stdout', Buffer.from('Traceback (most recent call last):\nValueError: x\n'))
  expect(uncaughtIn(output.lines).error).toBeUndefined()
})

function reported(text: string) {
  const output = new Output()
  output.add('stderr', Buffer.from(text))
  const { error, others } = uncaughtIn(output.lines)
  return { error, others: others.map((line) => line.text) }
}
