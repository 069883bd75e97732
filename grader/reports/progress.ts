import type { Outcome } from '../lab/outcome.ts'

/** Shows on a terminal how far a grade has come; says nothing where there is no terminal. */
export function progress(stream: NodeJS.WriteStream | undefined, selected: readonly string[]) {
  const isLive = stream?.isTTY === true
  let done = 0
  return {
    add(outcome: Outcome): void {
      done++
      if (isLive) stream.write(`\r\x1b[K${done}/${selected.length} checks · ${outcome.id}`)
    },
    end(): void {
      if (isLive) stream.write('\r\x1b[K')
    },
  }
}
