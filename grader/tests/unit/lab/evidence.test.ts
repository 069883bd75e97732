import { expect, test } from 'vitest'
import { Output } from '../../../harness/output.ts'
import type { WireEvent } from '../../../harness/wire-log.ts'
import { evidenceOf } from '../../../lab/evidence.ts'
import { Wording } from '../../../lab/wording/wording.ts'

const PORT = 20_000

test('a long check is kept by its beginning and its end, with a mark between', () => {
  const events = Array.from({ length: 250 }, (_, at) => event(at))
  const { evidence } = evidenceOf({ log: { events }, programs: [] }, 'failed')
  expect(evidence.map(({ at }) => at)).toEqual([...range(0, 41), ...range(190, 250)])
  expect(evidence[40]).toMatchObject({ kind: 'gap', note: '150 more' })
  const whole = events.slice(0, 100)
  expect(evidenceOf({ log: { events: whole }, programs: [] }, 'failed').evidence).toEqual(whole)
})

test('of a check that held less is kept', () => {
  const events = Array.from({ length: 250 }, (_, at) => event(at))
  const { evidence } = evidenceOf({ log: { events }, programs: [] }, 'held')
  expect(evidence.length).toBe(21)
})

test('output is kept with what was looked for, and the lines that say it', () => {
  const output = outputOf([`Starting on port ${PORT}`, 'Waiting', 'hello'])
  const wording = new Wording(false)
  wording.find(output, wording.starting(PORT))
  wording.saysData(output, 'hello')
  expect(printedOf(output)).toMatchObject({
    program: 'server',
    lines: [{ number: 1, stream: 'stdout' }, { number: 2, text: 'Waiting' }, { number: 3 }],
    lookedFor: [
      { what: `\`Starting\` and the port ${PORT}`, isFound: true, lines: [1] },
      { what: '`Data` and "hello"', isFound: false, lines: [] },
    ],
  })
})

test('a line with the keyword and another value comes near', () => {
  const output = outputOf(['Ready', 'Starting on port 9900'])
  const wording = new Wording(false)
  wording.find(output, wording.starting(PORT))
  expect(printedOf(output)?.lookedFor).toMatchObject([{ isFound: false, lines: [2] }])
})

test('the last look for something counts', () => {
  const output = outputOf(['Waiting'])
  const wording = new Wording(false)
  wording.find(output, wording.closing())
  output.add('stdout', Buffer.from('Closing\n'))
  wording.find(output, wording.closing())
  expect(printedOf(output)?.lookedFor).toMatchObject([{ isFound: true, lines: [2] }])
})

test('a line that was looked at is kept wherever it stands', () => {
  const lines = Array.from({ length: 500 }, (_, at) => (at === 250 ? 'Waiting' : `line ${at}`))
  const output = outputOf(lines)
  const wording = new Wording(false)
  wording.find(output, wording.waiting())
  const numbers = printedOf(output)?.lines.map(({ number }) => number)
  expect(numbers).toEqual([...range(1, 31), 251, ...range(471, 501)])
})

test('a long line is kept by its beginning, and a silent program not at all', () => {
  const [line] = printedOf(outputOf(['x'.repeat(1000)]))?.lines ?? []
  expect(line?.text).toBe(`${'x'.repeat(300)}…`)
  expect(printedOf(new Output())).toBeUndefined()
})

function event(at: number): WireEvent {
  return { at, program: 'server', direction: 'in', kind: 'datagram', bytes: Buffer.from('1') }
}

function outputOf(lines: readonly string[]): Output {
  const output = new Output()
  output.add('stdout', Buffer.from(lines.map((line) => `${line}\n`).join('')))
  return output
}

function printedOf(output: Output) {
  const programs = [{ role: 'server', output }]
  return evidenceOf({ log: { events: [] }, programs }, 'failed').printed[0]
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
