import { expect, test } from 'vitest'
import { joined, type WireEvent } from '../../../harness/wire-log.ts'

test('what was printed in parts is one event, up to whatever came between', () => {
  const events = joined([
    printed('Port:'),
    printed(' 9900\n'),
    printed('oops\n', 'stderr'),
    { at: 3, program: 'server', direction: 'in', kind: 'connect', port: 5 },
    printed('Data'),
    { ...printed('Sending'), program: 'client' },
  ])
  expect(events.map(({ kind, bytes, note }) => [kind, `${bytes ?? ''}`, note])).toEqual([
    ['printed', 'Port: 9900\n', 'stdout'],
    ['printed', 'oops\n', 'stderr'],
    ['connect', '', undefined],
    ['printed', 'Data', 'stdout'],
    ['printed', 'Sending', 'stdout'],
  ])
})

function printed(text: string, note = 'stdout'): WireEvent {
  const bytes = Buffer.from(text)
  return { at: 1, program: 'server', direction: 'local', kind: 'printed', bytes, note }
}
