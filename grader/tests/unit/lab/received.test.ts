import { expect } from 'vitest'
import type { CheckContext } from '../../../lab/check.ts'
import { receivedInstead } from '../../../lab/peers/received.ts'
import { Wording } from '../../../lab/wording/wording.ts'
import { test as base, ended } from '../bench.ts'

const REPLY = 'TbXZqgNppNn dHi4oLxzQo8waLsbxdSj6'
const SENT = 'Test message. This will be echoed'

/** What is told of a client that prints these lines. */
const test = base.extend('told', ({ trial, run }) => async (...lines: string[]) => {
  const text = lines.map((line) => `console.log(${JSON.stringify(line)})`).join('\n')
  const client = await ended(trial, await run(text))
  const context = { wording: new Wording(false) } as CheckContext
  const exchanged = { reply: REPLY, sent: SENT, keyword: 'Received', most: 16 } as const
  return receivedInstead(context, client, exchanged)
})

test.for<[string, string[], string]>([
  ['its beginning', ['Received: TbXZqgNppNn dHi4'], 'hold only the first 16 of its 33 bytes:'],
  [
    'what it sent',
    ['Received: Test message. Th', 'Received: is will be echoe', 'Received: d'],
    'hold the message that it sent, not the reply:',
  ],
  ['all of it in one piece', [`Received: ${REPLY}`], 'hold all of it, but in pieces of more than'],
  [
    'all of it but a blank',
    ['Received: TbXZqgNppNn', 'Received: dHi4oLxzQo8waLsb', 'Received: xdSj6'],
    'hold all of it but its blanks:',
  ],
  ['bytes', ['Received: <Buffer 54 62 58 5a 71 67>'], 'hold the bytes as numbers, not as text:'],
  ['what has a gap', ['Received: TbXZq', 'Received: Npp', 'Received: Sj6'], 'lines were:'],
  ['something else', ['Received: hello'], 'lines were:'],
  ['nothing', ['Got: it'], 'it printed no `Received` line; it exited with code 0'],
])('a client that prints %s is told so', async ([, lines, words], { told }) => {
  expect(await told(...lines)).toContain(words)
})
