import type { WireEvent } from '../../harness/wire-log.ts'
import type { Outcome, Printed } from '../../lab/outcome.ts'
import { rubric } from '../../lab/rubric.ts'
import type { Report } from '../../scoring/report.ts'
import { HOSTILE, reportWith } from '../unit/reports/sample.ts'

/** A report in which much went wrong, with every kind of fate that a message can have. */
export function troubledReport(): Report {
  return reportWith(TROUBLES, { selected: SELECTED })
}

/** Enough for every kind of check, and little enough for a quick look at each element. */
const SELECTED = rubric
  .map(({ id }) => id)
  .filter((id) => /^t1\.|^t2\.server\.(listen|echo)|^t3\.server\.(listen|answers)/.test(id))

/** A report with injected markup and scripts in every field that a submission has a say in. */
export function hostileReport(): Report {
  const text = [HOSTILE, ...INJECTIONS].join('\n')
  const bytes = Buffer.from(text)
  const evidence = (['server', 'client'] as const).flatMap((program) =>
    KINDS.flatMap((kind) =>
      (['in', 'out', 'local'] as const).map((direction) =>
        event(direction, kind, { program, bytes, note: text }),
      ),
    ),
  )
  const printed: Printed[] = [
    {
      program: text,
      lines: [{ number: 1, stream: 'stderr', text }],
      lookedFor: [{ what: text, isFound: true, lines: [1] }],
    },
  ]
  const seen = { message: text, expected: text, seen: text, evidence, printed }
  const report = reportWith(
    {
      't1.server.log': { result: 'failed', ...seen },
      't1.client.send': { result: 'error', ...seen },
      't2.server.echo': { result: 'held', ...seen },
    },
    { submission: text, seed: text, faults: [text] },
  )
  return { ...report, tasks: report.tasks.map((task) => ({ ...task, title: text })) }
}

/** Ways out of an element, an attribute, a style, a script, a comment. */
const INJECTIONS = [
  '</title></style></script><script>alert(2)</script>',
  '" onmouseover="alert(3)" autofocus onfocus="alert(3)" x="',
  "' onclick='alert(4)' x='",
  '<svg onload=alert(5)><iframe srcdoc="<script>alert(6)</script>">',
  '--><base href="http://example.org/"><meta http-equiv="refresh" content="0;url=http://example.org">',
  '<a href="javascript:alert(7)">click</a><form action="http://example.org"><button>go</button></form>',
  '<link rel="stylesheet" href="http://example.org/a.css"><img src="http://example.org/a.png">',
  '`<script>alert(8)</script>` {{alert(9)}}',
]

const KINDS: WireEvent['kind'][] = [
  'start',
  'exit',
  'connect',
  'bytes',
  'printed',
  'typed',
  'note',
  'gap',
]

/** A client that connects to the server, and an echo of which `back` bytes come. */
function exchange(program: string, back: number): WireEvent[] {
  const [asks, answers] = program === 'server' ? (['in', 'out'] as const) : (['out', 'in'] as const)
  const bytes = Buffer.from('Test message. This will be echoed')
  const told = [
    event('local', 'start', { note: '--port=20000' }),
    event('local', 'listening', { note: 'tcp ::1 port 20000' }),
    event(asks, 'connect'),
    event(asks, 'bytes', { bytes }),
    event('local', 'printed', {
      note: 'stdout',
      bytes: Buffer.from(`${'a long line '.repeat(20)}\n`),
    }),
    event('local', 'printed', { note: 'stderr', bytes }),
    event('local', 'typed', { bytes: Buffer.from('50\n') }),
    event(answers, 'bytes', { bytes: bytes.subarray(0, back) }),
    event(answers, 'half-close'),
    ...Array.from({ length: 20 }, () => event('local', 'close')),
  ]
  return told.map((it, index) => ({ ...it, program, at: index * 60 }))
}

function output(program: string, lines: number): Printed {
  return {
    program,
    lines: Array.from({ length: lines }, (_, at) => ({
      number: at + (at > 10 ? 100 : 1),
      stream: at % 5 === 4 ? ('stderr' as const) : ('stdout' as const),
      text: at % 3 === 0 ? `sent ${'x'.repeat(90)} bytes back` : `line ${at}`,
    })),
    lookedFor: [
      { what: '`Data` and "a message"', isFound: true, lines: [2] },
      { what: '`sent … back to` and the port 47944', isFound: false, lines: [1, 4] },
      { what: '`Waiting`', isFound: false, lines: [] },
    ],
  }
}

function failed(expected: string, seen: string): Partial<Outcome> {
  return { result: 'failed', message: `expected ${expected}, but ${seen}`, expected, seen }
}

function event(
  direction: WireEvent['direction'],
  kind: WireEvent['kind'],
  more: Partial<WireEvent> = {},
): WireEvent {
  return { at: 0, program: 'server', direction, kind, port: 1, ...more }
}

const TROUBLES: Readonly<Record<string, Partial<Outcome>>> = {
  't1.server.log': {
    ...failed('a line with `sent … back to` and the port 47944', 'the program printed nothing'),
    evidence: exchange('server', 33),
    printed: [output('server', 6)],
  },
  't1.client.send': {
    ...failed('33 bytes', 'it sent fewer:\n  expected  54 65 73 74 20 6d 65 73 73 61 67 65 2e 20'),
    evidence: [
      ...exchange('client', 16),
      event('local', 'exit', { program: 'client', note: 'exited with code 1' }),
    ],
    printed: [output('client', 300), output('client', 1)],
  },
  't1.server.queue': {
    result: 'held',
    evidence: exchange('server', 33),
    printed: [output('server', 3)],
  },
  't1.pair.transcript': {
    ...failed('the message to come back', 'nothing came back'),
    evidence: [
      event('out', 'connect', { program: 'client' }),
      event('in', 'connect'),
      event('out', 'bytes', { program: 'client', bytes: Buffer.from('lost') }),
    ],
  },
  't2.server.echo': {
    ...failed('it to come back', 'no datagram came'),
    evidence: [
      event('in', 'datagram', { bytes: Buffer.from('x'.repeat(200)) }),
      event('local', 'note', { note: 'silence for 5.0 s' }),
      event('out', 'datagram', { at: 5100, bytes: Buffer.from([0, 255, 128]) }),
      event('out', 'reset'),
      event('local', 'gap', { note: '120 more' }),
    ],
  },
  't2.server.listen': { result: 'error', message: 'the grader itself failed: somehow' },
  't3.server.listen': { ...failed('port 1 to be bound', 'nobody holds it') },
}
