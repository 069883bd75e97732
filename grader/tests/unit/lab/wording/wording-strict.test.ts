import { describe, expect, test } from 'vitest'
import { MESSAGE } from '../../../../lab/tasks.ts'
import type { Phrase } from '../../../../lab/wording/phrases.ts'
import { Wording } from '../../../../lab/wording/wording.ts'
import { on, printing } from './printing.ts'

const wording = new Wording(true)
const PORT = 42_961

describe('the sheet counts to the letter', () => {
  test.for<[Phrase, string]>([
    [wording.starting(9900), 'Starting up echo server on localhost port 9900'],
    [wording.waiting(), 'Waiting to receive message from client'],
    [wording.connecting(9900), 'Connecting to localhost port 9900'],
    [wording.closing(), 'Closing connection to the server'],
    [wording.receivedCount(33, PORT, MESSAGE), `received 33 bytes from ('127.0.0.1', ${PORT})`],
    [wording.sentCount(33, PORT, MESSAGE), `sent 33 bytes back to ('127.0.0.1', ${PORT})`],
    [wording.sentBackTo(PORT, MESSAGE), `sent ${MESSAGE} bytes back to ('127.0.0.1', ${PORT})`],
  ])('%j', ([phrase, line]) => {
    const isSaid = (text: string) => wording.find(printing(text), phrase).length > 0
    expect(isSaid(line)).toBe(true)
    expect(isSaid(line.replaceAll(' ', '  '))).toBe(true)
    expect(isSaid(`${line}.`)).toBe(false)
    expect(isSaid(`> ${line}`)).toBe(false)
    expect(isSaid(line.toUpperCase())).toBe(false)
    expect(wording.find(on('stderr', line), phrase)).toEqual([])
  })

  test("T1's log goes over two lines", () => {
    const lines = [`sent ${MESSAGE}`, `bytes back to ('127.0.0.1', ${PORT})`]
    expect(wording.find(printing(...lines), wording.sentBackTo(PORT, MESSAGE))).toHaveLength(1)
  })

  test.for([
    `127.0.0.1:${PORT}`,
    `127.0.0.1 ${PORT}`,
    `localhost port ${PORT}`,
    `[::1]:${PORT}`,
    `::1:${PORT}`,
    `::ffff:127.0.0.1:${PORT}`,
    `('::1', ${PORT}, 0, 0)`,
  ])('an address may be spelled %s', (at) => {
    const output = printing(`received 33 bytes from ${at}`)
    expect(wording.find(output, wording.receivedCount(33, PORT, MESSAGE))).toHaveLength(1)
  })
})

describe('Sending', () => {
  const sends = (line: string) => wording.saysSending(printing(line), MESSAGE)

  test.for([`Sending ${MESSAGE}`, `Sending b'${MESSAGE}'`, `Sending  ${MESSAGE}`])(
    'counts: %j',
    (line) => expect(sends(line)).toBe(true),
  )
  test.for([
    `sending ${MESSAGE}`,
    `Sending: ${MESSAGE}`,
    `Sending "${MESSAGE}"`,
    `Sending ${MESSAGE}!`,
    `Sent ${MESSAGE}`,
  ])('does not: %j', (line) => expect(sends(line)).toBe(false))
})

describe('Data and Received', () => {
  const data = (line: string) => wording.saysData(printing(line), MESSAGE)
  test.for([`Data: ${MESSAGE}`, `Data: b'${MESSAGE}'`])('count: %j', (line) => {
    expect(data(line)).toBe(true)
  })
  test.for([`data: ${MESSAGE}`, `Data ${MESSAGE}`, `Data: "${MESSAGE}"`, `Data: ${MESSAGE} (33)`])(
    'do not: %j',
    (line) => expect(data(line)).toBe(false),
  )

  const sheet = ['Test message. Th', 'is will be echoe', 'd']
  const received = (line: (piece: string) => string) =>
    wording.saysReceived(printing(...sheet.map(line)), MESSAGE, 16, 'Received:')
  test('pieces', () => {
    expect(received((piece) => `Received: ${piece}`)).toBe(true)
    expect(received((piece) => `Received: b'${piece}'`)).toBe(true)
    expect(received((piece) => `received: ${piece}`)).toBe(false)
    expect(received((piece) => `Received ${piece}`)).toBe(false)
    expect(received((piece) => `Received: ${piece} (${piece.length} bytes)`)).toBe(false)
  })

  test('nothing on standard error', () => {
    expect(wording.saysData(on('stderr', `Data: ${MESSAGE}`), MESSAGE)).toBe(false)
    expect(wording.saysSending(on('stderr', `Sending ${MESSAGE}`), MESSAGE)).toBe(false)
  })
})
