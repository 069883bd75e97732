import type { Line, Output } from '../harness/output.ts'
import { joinsExactly, joinsTo } from './pieces.ts'

/** What a line must say. */
export type Phrase = {
  /** Completes "a line with …". */
  readonly expected: string
  says(text: string): boolean
  /** The sheet breaks this sentence in two: it may go over to the next line. */
  readonly mayBreak?: boolean
}

/**
 * How printed text is judged: on its facts, or with `strict` on the sheet's wording to the letter.
 * Facts are a keyword's stem and a value in the same line, on either stream.
 */
export class Wording {
  readonly strict: boolean

  constructor(strict: boolean) {
    this.strict = strict
  }

  /** The lines that count. */
  lines(output: Output): readonly Line[] {
    return this.strict ? output.lines.filter((line) => line.stream === 'stdout') : output.lines
  }

  /** The lines that say it, in the order of their stream. */
  find(output: Output, phrase: Phrase): Line[] {
    const lines = this.lines(output)
    return lines.filter((line, at) => {
      if (phrase.says(readable(line.text))) return true
      const next = lines[at + 1]
      if (!phrase.mayBreak || next?.stream !== line.stream) return false
      // A line with a keyword of its own is another sentence.
      if (!SEND.test(line.text) || KEYWORDS.some((stem) => stem.test(next.text))) return false
      return phrase.says(readable(`${line.text} ${next.text}`))
    })
  }

  starting(port: number): Phrase {
    const sheet = `Starting up echo server on localhost port ${port}`
    return this.#phrase(
      `\`Starting\` and the port ${port}`,
      sheet,
      (text) => START.test(text) && hasNumber(text, port),
    )
  }

  waiting(): Phrase {
    return this.#phrase('`Waiting`', 'Waiting to receive message from client', (text) =>
      WAIT.test(text),
    )
  }

  connecting(port: number): Phrase {
    const sheet = `Connecting to localhost port ${port}`
    return this.#phrase(
      `\`Connecting\` and the port ${port}`,
      sheet,
      (text) => CONNECT.test(text) && hasNumber(text, port),
    )
  }

  /** The message in one line, in pieces, or once for a message that was sent several times. */
  saysSending(output: Output, message: string): boolean {
    const once = repeated(message)
    const most = Number.POSITIVE_INFINITY
    return [message, once].some((text) => this.#holds(output, SEND, 'Sending', text, most))
  }

  /** The lines with `Sending`. */
  sending(output: Output): Line[] {
    return this.lines(output).filter((line) => SEND.test(line.text))
  }

  closing(): Phrase {
    return this.#phrase('`Closing`', 'Closing connection to the server', (text) => CLOSE.test(text))
  }

  /** T1's `sent … back to` with the client's port. */
  sentBackTo(port: number, message: string): Phrase {
    const expected = `\`sent … back to\` and the client's own port, ${port}`
    const facts = (text: string) => SEND.test(text) && hasNumber(text.replace(message, ''), port)
    if (!this.strict) return { expected, says: facts, mayBreak: true }
    const sheet = new RegExp(`^sent ${literal(squeeze(message))} bytes back to ${address(port)}$`)
    return { expected, says: (text) => sheet.test(squeeze(text)), mayBreak: true }
  }

  /** T2's `received N bytes from` with the client's address. */
  receivedCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('received', 'from', RECEIVE, bytes, port, message)
  }

  /** T2's `sent N bytes back to` with the client's address. */
  sentCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('sent', 'back to', SEND, bytes, port, message)
  }

  /** Whether `Data` lines hold the message, whole or in pieces. */
  saysData(output: Output, message: string): boolean {
    return this.#holds(output, DATA, 'Data:', message, Number.POSITIVE_INFINITY)
  }

  /** Whether `Received` lines hold the reply, whole or in pieces of at most `most` bytes of ASCII. */
  saysReceived(
    output: Output,
    reply: string,
    most: number,
    sheet: 'Received:' | 'received',
  ): boolean {
    return this.#holds(output, RECEIVE, sheet, reply, most)
  }

  /** The lines with `Received`. */
  received(output: Output): Line[] {
    return this.lines(output).filter((line) => RECEIVE.test(line.text))
  }

  /** The same, as they were printed. */
  receivedLines(output: Output): string[] {
    return this.received(output).map((line) => line.text)
  }

  #phrase(expected: string, sheet: string, facts: (text: string) => boolean): Phrase {
    if (!this.strict) return { expected, says: facts }
    return { expected: `the line \`${sheet}\``, says: (text) => squeeze(text) === squeeze(sheet) }
  }

  #countPhrase(
    verb: string,
    way: string,
    stem: RegExp,
    bytes: number,
    port: number,
    message: string,
  ): Phrase {
    const expected = `\`${verb} ${bytes} bytes ${way}\` and the client's own port, ${port}`
    if (this.strict) {
      const sheet = new RegExp(`^${verb} ${bytes} bytes ${way} ${address(port)}$`)
      return { expected, says: (text) => sheet.test(squeeze(text)) }
    }
    const facts = (text: string) => {
      const rest = text.replace(message, ' ')
      return stem.test(rest) && hasNumber(rest, port) && countsBytes(rest, bytes, port)
    }
    return { expected, says: facts }
  }

  /** Whether the lines with a keyword hold a text, whole or in pieces of at most `most` bytes. */
  #holds(output: Output, stem: RegExp, sheet: string, whole: string, most: number): boolean {
    const texts = this.lines(output).map((line) => readable(line.text))
    if (this.strict) {
      const values = texts
        .filter((text) => text.startsWith(sheet))
        .map((text) => text.slice(sheet.length))
      return joinsExactly(values, whole, most)
    }
    const lines = texts.flatMap((text) => {
      const match = stem.exec(text)
      return match
        ? [{ before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) }]
        : []
    })
    // The value mostly follows its keyword; it may also stand before it.
    if (
      joinsTo(
        lines.map((line) => line.after),
        whole,
        most,
      )
    )
      return true
    return joinsTo(
      lines.map((line) => `${line.before}\n${line.after}`),
      whole,
      most,
    )
  }
}

/** The shortest text that a text is a repetition of. */
function repeated(text: string): string {
  const length = Array.from({ length: text.length }, (_, at) => at + 1).find(
    (size) => text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text,
  )
  return text.slice(0, length)
}

// A stem begins a word: `disconnect` is no `connect`, `absent` no `sent`.
const START = /(?<![a-z])start[a-z]*/i
const WAIT = /(?<![a-z])(?:a)?wait[a-z]*/i
const DATA = /(?<![a-z])data[a-z]*/i
const SEND = /(?<![a-z])sen[dt][a-z]*/i
const CONNECT = /(?<![a-z])connect[a-z]*/i
const RECEIVE = /(?<![a-z])rec(?:ei|ie)v[a-z]*/i
const CLOSE = /(?<![a-z])clos[a-z]*/i

const KEYWORDS = [START, WAIT, DATA, SEND, CONNECT, RECEIVE, CLOSE]

/** Whether a text has this number, whole: 990 is not in 9900. */
function hasNumber(text: string, number: number): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text)
}

/** Whether the count of bytes in a line is this one; its address and time stamp are no counts. */
function countsBytes(text: string, bytes: number, port: number): boolean {
  const rest = text
    .replace(/\d{1,3}(?:\.\d{1,3}){3}|::ffff:|::1/g, ' ')
    .replace(new RegExp(`(?<!\\d)${port}(?!\\d)`, 'g'), ' ')
    .replace(/\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}[T ]?/g, ' ')
    .replace(/\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?/g, ' ')
  const named = [...rest.matchAll(/(\d+)\s*(?:bytes?|octets?|b\b)|bytes?\W{0,3}(\d+)/gi)]
  if (named.length > 0) return named.some((match) => Number(match[1] ?? match[2]) === bytes)
  return hasNumber(rest, bytes)
}

/** A line with Python's `b'…'` read as the text that it stands for. */
function readable(text: string): string {
  return text.replace(/(?<![a-z0-9])b(['"])((?:\\.|(?!\1)[^\\])*)\1/gi, (literal, _quote, body) => {
    const decoded = decodeBytes(body)
    return decoded ?? literal
  })
}

function decodeBytes(body: string): string | undefined {
  const parts = body.match(/\\x[0-9a-f]{2}|\\.|[^\\]/gis) ?? []
  const bytes = parts.map((part) => {
    if (/^\\x/.test(part)) return Number.parseInt(part.slice(2), 16)
    if (part.startsWith('\\')) return (ESCAPES[part[1] as string] ?? part[1] ?? '').charCodeAt(0)
    return part.charCodeAt(0)
  })
  if (bytes.some((byte) => byte > 255)) return undefined
  return Buffer.from(bytes).toString('utf8')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

/** Runs of spaces count as one, and `b'…'` as the text in it. */
function squeeze(text: string): string {
  return text
    .replace(/'([^']*)'/g, '$1')
    .replace(/ +/g, ' ')
    .trim()
}

/** Any spelling of a loopback address with this port, after `squeeze`. */
function address(port: number): string {
  return `\\(?\\[?'?(?:127\\.0\\.0\\.1|localhost|::1|::ffff:127\\.0\\.0\\.1)'?\\]?\\s?(?:,|:|port)?\\s?${port}(?:, ?\\d+)*\\)?`
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
