import { stripVTControlCharacters, styleText } from 'node:util'
import { count, show } from '../harness/bytes.ts'
import type { WireEvent } from '../harness/wire-log.ts'
import { harmless } from './plain.ts'

/** Characters of a message that are shown in one line of traffic. */
const SHOWN = 60

export type LiveOptions = {
  colour: boolean
  /** What is typed appears on the screen by itself, so it is not shown once more. */
  isEchoed: boolean
}

/**
 * Shows two programs side by side as they run: what each prints, and what passes between them.
 * A line that is not ended yet, such as a prompt, is shown too, and gone on with if it can be.
 */
export class LiveView {
  readonly #write: (text: string) => void
  readonly #options: LiveOptions
  readonly #decoders = new Map<string, TextDecoder>()
  /** The program whose line the cursor stands in. */
  #open: string | undefined

  constructor(write: (text: string) => void, options: LiveOptions) {
    this.#write = write
    this.#options = options
  }

  /** Shows one event, if there is anything to see. */
  show(event: WireEvent): void {
    if (event.kind === 'printed') this.#print(event)
    else if (event.kind === 'start') this.line(`${event.program}: started with ${event.note}`)
    else if (TOLD.includes(event.kind)) this.line(`${event.program}: ${event.note}`)
    else if (event.kind === 'typed') this.#typed(event)
    else if (event.direction === 'out') this.#traffic(event)
  }

  /** A line that belongs to neither program. */
  line(text: string): void {
    this.endLine()
    this.#write(`${this.#paint('dim', text)}\n`)
  }

  /** Ends a line that is still open. */
  endLine(): void {
    if (this.#open) this.#write('\n')
    this.#open = undefined
  }

  #print(event: WireEvent): void {
    const { program } = event
    for (const part of this.#decode(event).split(/(?<=\n)/)) {
      if (part === '') continue
      if (this.#open !== program) this.endLine()
      const prefix = this.#open ? '' : this.#paint(COLOURS[program] ?? 'bold', `${program} │ `)
      this.#write(prefix + part)
      this.#open = part.endsWith('\n') ? undefined : program
    }
  }

  #decode({ program, note, bytes }: WireEvent): string {
    const key = `${program} ${note}`
    const decoder = this.#decoders.get(key) ?? new TextDecoder()
    this.#decoders.set(key, decoder)
    const text = decoder.decode(bytes, { stream: true })
    return harmless(stripVTControlCharacters(text).replaceAll('\r', ''))
  }

  #typed({ program, bytes }: WireEvent): void {
    // The terminal has begun a new line by itself.
    if (this.#options.isEchoed) this.#open = undefined
    else for (const line of linesOf(bytes)) this.line(`you → ${program}  ${show(line, SHOWN)}`)
  }

  #traffic({ program, kind, bytes }: WireEvent): void {
    const way = program === 'client' ? 'client → server' : 'server → client'
    const size = bytes && `${count(bytes.length, 'byte')}  ${show(bytes, SHOWN)}`
    const what = size ?? HAPPENS[kind]
    if (what) this.line(`${way}  ${what}`)
  }

  #paint(style: Style, text: string): string {
    return this.#options.colour ? styleText(style, text, { validateStream: false }) : text
  }
}

type Style = 'dim' | 'bold' | 'cyan' | 'green'

const COLOURS: Readonly<Record<string, Style>> = { server: 'cyan', client: 'green' }

/** Events whose note is the rest of a sentence about the program. */
const TOLD: readonly WireEvent['kind'][] = ['exit', 'note']

const HAPPENS: Readonly<Partial<Record<WireEvent['kind'], string>>> = {
  connect: 'connects',
  'half-close': 'ends its side of the connection',
  reset: 'resets the connection',
}

function linesOf(bytes: Buffer | undefined): Buffer[] {
  const lines = bytes?.toString('utf8').split('\n') ?? []
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => Buffer.from(line))
}
