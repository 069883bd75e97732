import { describe, expect, test } from 'vitest'
import { MESSAGE } from '../../../../lab/tasks.ts'
import type { Phrase } from '../../../../lab/wording/phrases.ts'
import { Wording } from '../../../../lab/wording/wording.ts'
import { on, printing } from './printing.ts'

const wording = new Wording(false)
const says = (phrase: Phrase, ...lines: string[]) =>
  wording.find(printing(...lines), phrase).length > 0

describe('Starting with the port', () => {
  const phrase = wording.starting(9900)

  test.for([
    'Starting up echo server on localhost port 9900',
    'STARTED ON 9900',
    'server: start, port=9900',
    '[2026-01-31 12:00:00] Starting up (9900)',
    '\x1b[1;32mStar\x1b[0mting up on port \x1b[33m9900\x1b[0m',
    '> "Starting" ... localhost:9900.',
    'Echo server on 127.0.0.1:9900 has been started',
    '{"serverStarted":true,"port":9900}',
  ])('counts: %j', (line) => expect(says(phrase, line)).toBe(true))

  test.for([
    'Starting up echo server on localhost',
    'Starting up echo server on localhost port 99000',
    'Starting up echo server on localhost port 19900',
    'Restarting on port 9900',
    'Listening on port 9900',
    'upstart on 9900',
    `a list: start ${Array.from({ length: 200 }, (_, at) => 9800 + at).join(' ')}`,
    '9900',
    '',
  ])('does not: %j', (line) => expect(says(phrase, line)).toBe(false))

  test('not over two lines', () => expect(says(phrase, 'Starting', 'port 9900')).toBe(false))
})

describe('Connecting with the port', () => {
  const phrase = wording.connecting(9900)

  test.for([
    'Connecting to localhost port 9900',
    'connected to [::1]:9900',
    "Connecting to ('127.0.0.1', 9900)",
  ])('counts: %j', (line) => expect(says(phrase, line)).toBe(true))

  test.for([
    'Connecting to localhost',
    'Disconnected from localhost port 9900',
    'Reconnecting: 9900',
  ])('does not: %j', (line) => expect(says(phrase, line)).toBe(false))
})

describe('Waiting and Closing', () => {
  test.for([
    'Waiting to receive message from client',
    'WAITING',
    '... still awaiting data',
    'waits',
  ])('counts: %j', (line) => expect(says(wording.waiting(), line)).toBe(true))
  test.for(['Listening', 'Wating', ''])('does not: %j', (line) =>
    expect(says(wording.waiting(), line)).toBe(false),
  )
  test.for(['Closing connection to the server', 'closed.', '\x1b[2mCLOSE\x1b[0m'])(
    'counts: %j',
    (line) => expect(says(wording.closing(), line)).toBe(true),
  )
  test.for(['Disclosed', 'Bye', 'Enclosing'])('does not: %j', (line) =>
    expect(says(wording.closing(), line)).toBe(false),
  )
})

describe('Sending with the message', () => {
  test.for([
    `Sending ${MESSAGE}`,
    `sent: "${MESSAGE}" (33 bytes)`,
    `Sending b'${MESSAGE}'`,
    `Sending b"${MESSAGE}"`,
    `12:00:00 client> SEND '${MESSAGE}' to 127.0.0.1:9900`,
    `\x1b[32mSending\x1b[0m \x1b[1m${MESSAGE.slice(0, 5)}\x1b[0m${MESSAGE.slice(5)}`,
    'Sending: Test message. Th\nSending: is will be echoed',
    `"${MESSAGE}" is being sent`,
  ])('counts: %j', (text) => {
    expect(wording.saysSending(printing(text), MESSAGE)).toBe(true)
  })

  test.for([
    'Sending',
    `Sending\n${MESSAGE}`,
    MESSAGE,
    `Sending ${MESSAGE.slice(0, -1)}`,
    `Sending ${MESSAGE.toUpperCase()}`,
    `Resending ${MESSAGE}`,
    'Sending: Test message. Th\nSending: is will be',
  ])('does not: %j', (text) => {
    expect(wording.saysSending(printing(text), MESSAGE)).toBe(false)
  })

  test('a message that was sent twice may be printed once', () => {
    expect(wording.saysSending(printing(`Sending ${MESSAGE}`), MESSAGE + MESSAGE)).toBe(true)
  })
})

test('standard error counts like standard output', () => {
  const errors = (...lines: string[]) => on('stderr', ...lines)
  expect(wording.find(errors('Starting on 9900'), wording.starting(9900))).toHaveLength(1)
  expect(wording.saysSending(errors(`Sending ${MESSAGE}`), MESSAGE)).toBe(true)
  expect(wording.saysData(errors(`Data: ${MESSAGE}`), MESSAGE)).toBe(true)
})

test('a sentence is found as often as it is there', () => {
  const lines = printing('Waiting', 'Data: x', 'Waiting', 'waiting')
  expect(wording.find(lines, wording.waiting()).map((line) => line.index)).toEqual([0, 2, 3])
})
