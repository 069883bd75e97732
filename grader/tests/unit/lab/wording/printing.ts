import { Output } from '../../../../harness/output.ts'

/** What a program printed that printed these lines. */
export function printing(...lines: string[]): Output {
  return on('stdout', ...lines)
}

/** The same on one of the two streams. */
export function on(stream: 'stdout' | 'stderr', ...lines: string[]): Output {
  const output = new Output()
  output.add(stream, Buffer.from(lines.map((line) => `${line}\n`).join('')))
  return output
}
