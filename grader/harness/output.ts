import { stripVTControlCharacters } from 'node:util'

export type Stream = 'stdout' | 'stderr'

/** One line that a program printed, without its end, colour codes and cursor movements. */
export type Line = {
  readonly text: string
  readonly stream: Stream
  /** Where in its own stream the line stands, counted from 0. */
  readonly index: number
  /** False for a last line that lacks its newline. */
  readonly ended: boolean
}

/** A look for something in what a program printed. */
export type Look = {
  /** What a line has to say. */
  readonly what: string
  readonly isFound: boolean
  /** The lines that say it; where none does, those that come near it. */
  readonly lines: readonly Line[]
}

/** All that a program has printed so far, on both streams. */
export class Output {
  readonly #text: Record<Stream, string> = { stdout: '', stderr: '' }
  readonly #decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  readonly #bytes: Record<Stream, number> = { stdout: 0, stderr: 0 }
  #lines: Line[] | undefined = []

  /** Records a chunk; a character that is cut by the chunk's end is completed by the next one. */
  add(stream: Stream, bytes: Uint8Array): void {
    const text = this.#decoders[stream].decode(bytes, { stream: true })
    this.#text[stream] += text
    this.#arrived += text
    this.#bytes[stream] += bytes.length
    this.#lines = undefined
  }

  get isEmpty(): boolean {
    return this.#bytes.stdout + this.#bytes.stderr === 0
  }

  /** How many bytes have come on both streams together. */
  get size(): number {
    return this.#bytes.stdout + this.#bytes.stderr
  }

  /** Lines of standard output, then of standard error: the order between the streams is not known. */
  get lines(): readonly Line[] {
    this.#lines ??= [...this.#split('stdout'), ...this.#split('stderr')]
    return this.#lines
  }

  /** The raw text of one stream. */
  text(stream: Stream): string {
    return this.#text[stream]
  }

  /** Everything in the order in which it came, without colour codes and cursor movements. */
  get plainText(): string {
    return stripVTControlCharacters(this.#arrived)
  }
  #arrived = ''

  /** Notes what was looked for; a later look with the same key takes an earlier one's place. */
  noteLook(look: Look, key = look.what): void {
    this.#looks.set(key, look)
  }

  /** The last look for each thing that was looked for, in the order in which they were begun. */
  get looks(): readonly Look[] {
    return [...this.#looks.values()]
  }
  readonly #looks = new Map<string, Look>()

  #split(stream: Stream): Line[] {
    const parts = this.#text[stream].split('\n')
    const last = parts.pop()
    const lines = parts.map((text, index) => makeLine(text, stream, index, true))
    return last ? [...lines, makeLine(last, stream, lines.length, false)] : lines
  }
}

function makeLine(raw: string, stream: Stream, index: number, ended: boolean): Line {
  const text = stripVTControlCharacters(raw.endsWith('\r') ? raw.slice(0, -1) : raw)
  return { text, stream, index, ended }
}
