import { describe, expect, test } from 'vitest'
import { Wording } from '../../../../lab/wording/wording.ts'
import { printing } from './printing.ts'

const wording = new Wording(false)
const PORT = 42_961
/** 9 characters as a student may count them, 12 bytes as they are. */
const MESSAGE = 'Grüße 👋'
const FROM = `('127.0.0.1', ${PORT})`

describe('Data with the message', () => {
  const text = 'aB3d Efgh6jKmN'
  const data = (printed: string) => wording.saysData(printing(printed), text)

  test.for([
    `Data: ${text}`,
    `DATA=<${text}>`,
    `Received data: "${text}" (14 bytes)`,
    `Data: b'${text}'`,
    `12:00:00 Data from 127.0.0.1:${PORT}: ${text}`,
    'Data: aB3d Efg\nData: h6jKmN',
    'Data: aB3d\nData:  \nData: Efgh6jKmN',
    `Data: nothing yet\nData: ${text}`,
    `${text} <- data`,
  ])('counts: %j', (printed) => expect(data(printed)).toBe(true))

  test.for([
    text,
    `Data:\n${text}`,
    `Metadata: ${text}`,
    `Data: ${text.slice(1)}`,
    `Data: ${text.toLowerCase()}`,
    `Data: ${text.replace(' ', '')}`,
    'Data: h6jKmN\nData: aB3d Efg',
    'Data: <Buffer 61 42 33 64>',
  ])('does not: %j', (printed) => expect(data(printed)).toBe(false))

  test('in any escapes of Python', () => {
    const bytes = String.raw`Data: b'Gr\xc3\xbc\xc3\x9fe \xf0\x9f\x91\x8b it\'s\ttabbed\\'`
    expect(wording.saysData(printing(bytes), `${MESSAGE} it's\ttabbed\\`)).toBe(true)
    expect(wording.saysData(printing(bytes), `${MESSAGE} it's tabbed`)).toBe(false)
  })
})

describe('received N bytes from', () => {
  const counts = (printed: string) =>
    wording.find(printing(printed), wording.receivedCount(12, PORT, MESSAGE)).length > 0

  test.for([
    `received 12 bytes from ${FROM}`,
    `Recieved 12 Bytes from 127.0.0.1:${PORT}`,
    `received 12 octets from [::1]:${PORT}`,
    `RECEIVED 12B from ::ffff:127.0.0.1 port ${PORT}`,
    `${PORT}@localhost: received bytes=12`,
    `12 bytes received from ${FROM}`,
    `received ${MESSAGE} (12 bytes) from ${FROM}`,
    `received '${MESSAGE}', length 12, from ${FROM}`,
    `2026-09-08T07:06:05.004Z received 12 bytes from ${FROM}`,
    `08/09/2026, 7:06:05 PM - received 12 bytes from ${FROM}`,
    `2026-09-08 07:06:05,004 INFO received 12 from ('::1', ${PORT}, 0, 0)`,
  ])('counts: %j', (line) => expect(counts(line)).toBe(true))

  test.for([
    `received 9 bytes from ${FROM}`,
    `received 112 bytes from ${FROM}`,
    `received bytes from ${FROM}`,
    `received 12 bytes from 127.0.0.1`,
    `received 12 bytes from ('127.0.0.1', 4296)`,
    `received 12 bytes from ('127.0.0.1', 9900)`,
    `sent 12 bytes back to ${FROM}`,
    `12:12:12 received 9 bytes from ${FROM}`,
    `2026-12-12T12:12:12.012Z received 9 from ${FROM}`,
    `[12/12/2026, 12:12:12] received 9 from ${FROM}`,
    `message 12: received 9 bytes from ${FROM}`,
    `received Grüße 12 (9 bytes) from ${FROM}`,
  ])('does not: %j', (line) => expect(counts(line)).toBe(false))

  test('borrows nothing from the line after it', () => {
    expect(counts(`received 9 bytes from ${FROM}\nsent 12 bytes back to ${FROM}`)).toBe(false)
    expect(counts(`received 12 bytes\nsent 12 bytes back to ${FROM}`)).toBe(false)
  })

  test('may count nothing at all', () => {
    const counts0 = (line: string) =>
      wording.find(printing(line), wording.receivedCount(0, PORT, '')).length > 0
    expect(counts0(`received 0 bytes from ${FROM}`)).toBe(true)
    expect(counts0(`received 0 bytes from 127.0.0.1:${PORT}`)).toBe(true)
    expect(counts0(`received bytes from ${FROM}`)).toBe(false)
    expect(counts0(`received bytes from 127.0.0.1:${PORT}`)).toBe(false)
    expect(counts0(`received 10 bytes from ${FROM}`)).toBe(false)
  })
})

describe('sent … back to', () => {
  const back = (printed: string) =>
    wording.find(printing(printed), wording.sentBackTo(PORT, MESSAGE)).length > 0

  test.for([
    `sent ${MESSAGE} bytes back to ${FROM}`,
    `sent ${MESSAGE}\nbytes back to ${FROM}`,
    `Sending back to 127.0.0.1:${PORT}`,
    `Data: ${MESSAGE}\n-> ${PORT}: sent back`,
  ])('counts: %j', (printed) => expect(back(printed)).toBe(true))

  test.for([
    `sent ${MESSAGE} back`,
    `sent ${MESSAGE} back to ('127.0.0.1', 9900)`,
    `sent ${MESSAGE}\nWaiting\nback to ${FROM}`,
    `back to ${FROM}`,
    `connection from ${FROM}\nsent ${MESSAGE} back`,
  ])('does not: %j', (printed) => expect(back(printed)).toBe(false))

  test('a number in the message is not the port', () => {
    const phrase = wording.sentBackTo(PORT, `x ${PORT} y`)
    expect(wording.find(printing(`sent x ${PORT} y back`), phrase)).toEqual([])
  })
})
