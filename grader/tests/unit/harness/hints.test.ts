import { expect, test } from 'vitest'
import { hintsIn } from '../../../harness/hints.ts'

const BINDING = { protocol: 'tcp', address: '127.0.0.1', port: 9900 }

test('the hints of several lines are read', () => {
  const text = `${JSON.stringify(BINDING)}\n{"input":"end"}\n`
  expect(hintsIn(text)).toEqual({ bindings: [BINDING], endedInput: true })
})

test.for([
  '',
  'hello\n',
  'null\n1\n"input"\n[]\n{}\n',
  '{"protocol":"tcp","address":"127.0.0.1"',
  '{"protocol":"sctp","address":"127.0.0.1","port":9900}',
  '{"protocol":"tcp","address":"localhost","port":9900}',
  '{"protocol":"tcp","address":"::1","port":"9900"}',
  '{"input":true}',
])('what a program may write there itself is no hint: %j', (text) => {
  expect(hintsIn(text)).toEqual({ bindings: [], endedInput: false })
})
