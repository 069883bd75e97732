import { describe, expect, test } from 'vitest'
import { type Row, sequence } from '../../../../reports/html/sequence.ts'
import type { EvidenceEvent } from '../../../../scoring/report.ts'

type Kind = EvidenceEvent['kind']

describe('a program and the grader', () => {
  test('are two life lines, with what passes between them and what happens to the program', () => {
    const drawn = sequence([
      local('start', '--port=1'),
      event('in', 'connect'),
      event('in', 'bytes', 'hello'),
      event('out', 'bytes', 'hello'),
      local('exit', 'exited with code 0'),
    ])
    expect(drawn).toMatchObject({ left: 'server', right: 'grader, as a client' })
    expect(drawn?.rows.map((row) => [row.row, 'to' in row ? row.to : ''])).toEqual([
      ['moment', ''],
      ['message', 'left'],
      ['message', 'left'],
      ['message', 'right'],
      ['moment', ''],
    ])
  })

  test('times are counted from the first event, and long waits are told', () => {
    const drawn = sequence([
      { ...local('start'), at: 700 },
      { ...event('in', 'connect'), at: 720 },
      { ...event('out', 'bytes', 'late'), at: 2620 },
    ])
    const times = drawn?.rows.map((row) => (row.row === 'pause' ? row.told : row.event.at))
    expect(times).toEqual([0, 20, '1.9 s later', 1920])
  })

  test('nothing is drawn when nothing passed', () => {
    expect(sequence([local('start'), local('printed')])).toBeUndefined()
  })
})

describe('what went wrong with a message', () => {
  test.for<[string, EvidenceEvent[], string[]]>([
    [
      'a reply that is only the beginning was cut',
      [event('in', 'connect'), event('in', 'bytes', 'abcdef'), event('out', 'bytes', 'abc')],
      ['', '', 'cut: 3 of 6 bytes'],
    ],
    [
      'a reply in pieces was not',
      [event('in', 'bytes', 'abc'), event('out', 'bytes', 'a'), event('out', 'bytes', 'bc')],
      ['', '', ''],
    ],
    [
      'a reply before all was asked was not',
      [event('in', 'bytes', 'a'), event('in', 'bytes', 'b'), event('out', 'bytes', 'a')].concat(
        event('in', 'bytes', 'c'),
        event('out', 'bytes', 'bc'),
      ),
      ['', '', '', '', ''],
    ],
    ['another reply was not', [event('in', 'bytes', 'abc'), event('out', 'bytes', 'xy')], ['', '']],
    [
      'each connection is looked at by itself',
      [event('in', 'connect'), event('in', 'bytes', 'ab'), event('out', 'bytes', 'ab')].concat(
        { ...event('in', 'connect'), port: 2 },
        { ...event('in', 'bytes', 'cd'), port: 2 },
        { ...event('out', 'bytes', 'c'), port: 2 },
      ),
      ['', '', '', '', '', 'cut: 1 of 2 bytes'],
    ],
    [
      'a datagram that is the beginning of the one it answers was cut',
      [event('in', 'datagram', 'abcd'), event('out', 'datagram', 'ab')],
      ['', 'cut: 2 of 4 bytes'],
    ],
    [
      'what is not kept in full is compared by what is, and by its size',
      [
        { ...event('in', 'datagram', 'abcd'), size: 65_507 },
        { ...event('out', 'datagram', 'abcd'), size: 2048 },
      ],
      ['', 'cut: 2048 of 65507 bytes'],
    ],
    [
      'of several messages that are not kept in full nothing is said',
      [
        { ...event('in', 'bytes', 'abcd'), size: 900 },
        { ...event('in', 'bytes', 'efgh'), size: 900 },
        event('out', 'bytes', 'abcd'),
      ],
      ['', '', ''],
    ],
    [
      'a request that a silence follows has no answer, and what comes then is too late',
      [
        event('in', 'datagram', 'a'),
        local('note', 'silence for 5.0 s'),
        event('out', 'datagram', 'a'),
      ],
      ['no answer', 'pause', 'too late'],
    ],
    [
      'a client that ended after it asked had no answer',
      [client('out', 'datagram', 'a'), { ...local('exit'), program: 'client' }],
      ['no answer', ''],
    ],
    [
      'an answer of the grader is not itself to be answered',
      [client('out', 'datagram', '1'), client('in', 'datagram', 'CORRECT')].concat({
        ...local('exit'),
        program: 'client',
      }),
      ['', '', ''],
    ],
    [
      'the grader closed before all that was asked came back',
      [
        client('out', 'connect'),
        client('out', 'bytes', 'abcd'),
        client('in', 'bytes', 'xy'),
        client('in', 'half-close'),
      ],
      ['', '', 'cut: 2 of 4 bytes', ''],
    ],
    [
      'what is sent to a program that has ended is lost',
      [local('start'), local('exit'), event('in', 'datagram', 'a')],
      ['', '', 'the program had ended'],
    ],
    [
      'one that was started again gets it',
      [local('exit'), local('start'), event('in', 'datagram', 'a'), event('out', 'datagram', 'a')],
      ['', '', '', ''],
    ],
  ])('%s', ([, events, expected]) => {
    expect(told(sequence(events)?.rows)).toEqual(expected)
  })
})

describe('two programs', () => {
  test('what one sends and the other gets is one message', () => {
    const drawn = sequence([
      client('out', 'connect'),
      event('in', 'connect'),
      client('out', 'bytes', 'hi'),
      event('in', 'bytes', 'hi'),
      event('out', 'bytes', 'hi'),
      client('in', 'bytes', 'hi'),
    ])
    expect(drawn).toMatchObject({ left: 'client', right: 'server' })
    expect(drawn?.rows).toMatchObject([
      { to: 'right', way: 'whole', event: { kind: 'connect' } },
      { to: 'right', way: 'whole' },
      { to: 'left', way: 'whole' },
    ])
  })

  test('what does not arrive is lost, and what arrives otherwise comes from the middle', () => {
    const drawn = sequence([
      client('out', 'bytes', 'a'),
      client('out', 'bytes', 'b'),
      event('in', 'bytes', 'ab'),
      event('out', 'datagram', 'x'),
    ])
    expect(drawn?.rows).toMatchObject([
      { to: 'right', way: 'first-half' },
      { to: 'right', way: 'first-half' },
      { to: 'right', way: 'second-half' },
      { to: 'left', way: 'first-half', fate: { kind: 'lost' } },
    ])
  })
})

function event(direction: 'in' | 'out', kind: Kind, text?: string): EvidenceEvent {
  const base64 = text === undefined ? {} : { text, base64: Buffer.from(text).toString('base64') }
  return { at: 1, program: 'server', direction, kind, port: 1, ...base64 }
}

function client(direction: 'in' | 'out', kind: Kind, text?: string): EvidenceEvent {
  return { ...event(direction, kind, text), program: 'client' }
}

function local(kind: Kind, note = ''): EvidenceEvent {
  return { at: 1, program: 'server', direction: 'local', kind, note }
}

function told(rows: Row[] = []): string[] {
  return rows.map((row) =>
    row.row === 'message' ? (row.fate?.told ?? '') : row.row === 'pause' ? 'pause' : '',
  )
}
