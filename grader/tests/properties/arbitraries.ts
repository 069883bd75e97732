import { Output, type Stream } from '../../harness/output.ts'
import { Random } from '../../harness/random.ts'
import fc from './seeded.ts'

/** A text as the grader sends it, which nobody can know beforehand. */
export const message = fc
  .tuple(fc.string({ minLength: 8, maxLength: 8 }), fc.integer({ min: 14, max: 33 }))
  .map(([seed, length]) => new Random(seed, 'property').text(length))

/** A text that programs print in these tests. */
export const REPLY = 'kW7 mQ4zPx9 tRb2 vLn8 gHj5 cYd3 fSA'

/** What any of the lab's programs may print: sentences, colours, escapes, other alphabets. */
export const printedLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...['Starting', 'Waiting', 'Connecting', 'Sending', 'sent', 'received', 'Received:'],
        ...['Data:', 'Closing', 'port 9900', 'localhost:9900', '99000', '33 bytes', 'back to'],
        ...['HIGHER', 'lower', 'Correct', 'Incorrect', REPLY, REPLY.slice(0, 16), REPLY.slice(16)],
        ...['\x1b[1;31m', '\x1b[0m', '\x1b[2K', '\r', '\t', "b'", "'", 'Grüße 👋', '\u{fffd}'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' ').replaceAll('\n', ''))

/** Lines of it, with whatever line ends, and perhaps none at the last. */
export const printedText = fc
  .tuple(
    fc.array(fc.tuple(printedLine, fc.constantFrom('\n', '\r\n', '\n\n')), { maxLength: 8 }),
    fc.boolean(),
  )
  .map(([lines, isEnded]) =>
    lines
      .flat()
      .join('')
      .replace(isEnded ? /$/ : /\n$/, ''),
  )

/** Where a stream is cut, as parts of its length from 0 to 1. */
export const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

/** The bytes of a text, cut at these places: also inside a character. */
export function chunksOf(text: string, at: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(text)
  const places = at.map((part) => Math.round(part * bytes.length)).sort((one, two) => one - two)
  const ends = [...places, bytes.length]
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

/** What a program printed, chunk by chunk, the two streams in turn. */
export function printing(streams: Partial<Record<Stream, readonly Uint8Array[]>>): Output {
  const { stdout = [], stderr = [] } = streams
  const output = new Output()
  for (let at = 0; at < Math.max(stdout.length, stderr.length); at++) {
    if (stdout[at]) output.add('stdout', stdout[at] as Uint8Array)
    if (stderr[at]) output.add('stderr', stderr[at] as Uint8Array)
  }
  return output
}

/** Lines on standard output, in chunks. */
export function printingLines(lines: readonly string[], at: readonly number[] = []): Output {
  return printing({ stdout: chunksOf(lines.map((line) => `${line}\n`).join(''), at) })
}
