import { isIP } from 'node:net'

/** A socket that a Node program says it has bound. */
export type Binding = { protocol: string; address: string; port: number }

/** What the preload tells of a Node program: only ever hints, since the program can write there, too. */
export type Hints = {
  bindings: Binding[]
  /** It read its standard input to the end. */
  endedInput: boolean
}

/** The hints in what was written to their descriptor, one a line. */
export function hintsIn(text: string): Hints {
  const told = text.split('\n').filter(Boolean).flatMap(parse)
  const endedInput = told.some((it) => (it as { input?: unknown }).input === 'end')
  return { bindings: told.filter(isBinding), endedInput }
}

/** What is not ours the program wrote there itself. */
function parse(line: string): object[] {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? [value] : []
  } catch {
    return []
  }
}

function isBinding(told: object): told is Binding {
  const { protocol, address, port } = told as Partial<Binding>
  const isKnown = protocol === 'tcp' || protocol === 'udp'
  return isKnown && isIP(String(address)) !== 0 && Number.isInteger(port)
}
