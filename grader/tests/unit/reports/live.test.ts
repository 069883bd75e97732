import { describe, expect, it } from 'vitest'
import type { WireEvent } from '../../../harness/wire-log.ts'
import { LiveView } from '../../../reports/live.ts'

describe('what a program prints', () => {
  it('stands behind its name, line by line', () => {
    expect(shown(printed('server', 'one\ntwo\n'), printed('client', 'three\n'))).toBe(
      'server │ one\nserver │ two\nclient │ three\n',
    )
  })

  it('is shown before its line has ended, and gone on with', () => {
    const prompt = printed('client', 'Guess: ')
    expect(shown(prompt)).toBe('client │ Guess: ')
    expect(shown(prompt, printed('client', 'LOWER\n'))).toBe('client │ Guess: LOWER\n')
    expect(shown(prompt, printed('server', 'hm\n'), prompt)).toBe(
      'client │ Guess: \nserver │ hm\nclient │ Guess: ',
    )
  })

  it('keeps characters whole that come in two pieces', () => {
    const bytes = Buffer.from('Grüße\n')
    const pieces = [bytes.subarray(0, 3), bytes.subarray(3)]
    expect(shown(...pieces.map((piece) => printed('server', piece)))).toBe('server │ Grüße\n')
  })

  it('can not move the cursor', () => {
    expect(shown(printed('server', '\u001b[2J\u001b[31mred\u001b[0m\r\n'))).toBe('server │ red\n')
  })
})

describe('what passes', () => {
  const from = (program: string, kind: WireEvent['kind'], bytes?: string) =>
    event({ program, direction: 'out', kind, ...(bytes && { bytes: Buffer.from(bytes) }) })

  it('has its way, its size and its text', () => {
    const echo = 'Test message. This will be echoed'
    expect(shown(from('client', 'connect'), from('client', 'bytes', echo))).toBe(
      `client → server  connects\nclient → server  33 bytes  "${echo}"\n`,
    )
    expect(shown(from('server', 'datagram', '\n'))).toBe('server → client  1 byte  "\\n"\n')
  })

  it('is cut when it is long, and says so', () => {
    const line = shown(from('server', 'bytes', 'x'.repeat(5000)))
    expect(line).toBe(`server → client  5000 bytes  "${'x'.repeat(60)}" … (5000 bytes in all)\n`)
  })

  it('is shown once, when it comes and not when it is passed on', () => {
    const kind = 'bytes'
    expect(shown(event({ program: 'server', direction: 'in', kind }))).toBe('')
    expect(shown(from('client', 'close'))).toBe('')
  })
})

describe('what is typed', () => {
  const typed = event({ kind: 'typed', direction: 'in', bytes: Buffer.from('50\n7\n') })

  it('is shown where no terminal does so', () => {
    expect(shown(typed)).toBe('you → client  "50"\nyou → client  "7"\n')
  })

  it('ends the line of the prompt where one does', () => {
    const events = [printed('client', '? '), typed, printed('client', 'LOWER\n')]
    expect(render({ isEchoed: true, colour: false }, events)).toBe('client │ ? client │ LOWER\n')
  })
})

it('says how a program starts and ends', () => {
  const start = event({ kind: 'start', note: '--port=9900' })
  const exit = event({ kind: 'exit', note: 'exited with code 1' })
  expect(shown(start, printed('client', '? '), exit)).toBe(
    'client: started with --port=9900\nclient │ ? \nclient: exited with code 1\n',
  )
})

it('is coloured when it is told to be', () => {
  const events = [printed('server', 'one\n')]
  expect(render({ isEchoed: false, colour: true }, events)).toBe(
    '\u001b[36mserver │ \u001b[39mone\n',
  )
})

function shown(...events: WireEvent[]): string {
  return render({ isEchoed: false, colour: false }, events)
}

function render(options: { isEchoed: boolean; colour: boolean }, events: WireEvent[]): string {
  let text = ''
  const view = new LiveView((more) => {
    text += more
  }, options)
  for (const it of events) view.show(it)
  return text
}

function printed(program: string, text: string | Buffer): WireEvent {
  return event({ program, kind: 'printed', note: 'stdout', bytes: Buffer.from(text) })
}

function event(part: Partial<WireEvent>): WireEvent {
  return { at: 0, program: 'client', direction: 'local', kind: 'note', ...part }
}
