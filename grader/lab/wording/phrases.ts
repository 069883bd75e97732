import { STEMS } from './keywords.ts'
import { countsBytes, hasNumber } from './numbers.ts'
import { address, literal, squeeze } from './spelling.ts'

/** What a line must say. */
export type Phrase = {
  /** Completes "a line with …". */
  readonly expected: string
  says(text: string): boolean
  /** The keyword: a line that has it, and does not say it, comes near. */
  readonly stem: RegExp
  /** Only for a sentence that the sheet breaks in two: whether a line may be its first part. */
  begins?(text: string): boolean
}

/** One phrase for each line of the sheet: by its facts, or with `strict` to the letter. */
export class Phrases {
  readonly strict: boolean

  constructor(strict: boolean) {
    this.strict = strict
  }

  starting(port: number): Phrase {
    const sheet = `Starting up echo server on localhost port ${port}`
    return this.#phrase(`\`Starting\` and the port ${port}`, sheet, STEMS.start, (text) =>
      hasNumber(text, port),
    )
  }

  waiting(): Phrase {
    return this.#phrase('`Waiting`', 'Waiting to receive message from client', STEMS.wait)
  }

  connecting(port: number): Phrase {
    const sheet = `Connecting to localhost port ${port}`
    return this.#phrase(`\`Connecting\` and the port ${port}`, sheet, STEMS.connect, (text) =>
      hasNumber(text, port),
    )
  }

  closing(): Phrase {
    return this.#phrase('`Closing`', 'Closing connection to the server', STEMS.close)
  }

  /** T1's `sent … back to` with the client's port. */
  sentBackTo(port: number, message: string): Phrase {
    const expected = `\`sent … back to\` and the client's own port, ${port}`
    const { send: stem } = STEMS
    // The message may stand right before the keyword, and holds digits of its own.
    const rest = (text: string) => without(text, message)
    const begins = (text: string) => stem.test(rest(text))
    const facts = (text: string) => begins(text) && hasNumber(rest(text), port)
    if (!this.strict) return { expected, stem, says: facts, begins }
    const sheet = new RegExp(`^sent ${literal(squeeze(message))} bytes back to ${address(port)}$`)
    return { expected, stem, says: (text) => sheet.test(squeeze(text)), begins }
  }

  /** T2's `received N bytes from` with the client's address. */
  receivedCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('received', 'from', STEMS.receive, bytes, port, message)
  }

  /** T2's `sent N bytes back to` with the client's address. */
  sentCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('sent', 'back to', STEMS.send, bytes, port, message)
  }

  #phrase(expected: string, sheet: string, stem: RegExp, hasValue = (_: string) => true): Phrase {
    if (!this.strict) return { expected, stem, says: (text) => stem.test(text) && hasValue(text) }
    const says = (text: string) => squeeze(text) === squeeze(sheet)
    return { expected: `the line \`${sheet}\``, stem, says }
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
      return { expected, stem, says: (text) => sheet.test(squeeze(text)) }
    }
    const facts = (text: string) => {
      const rest = without(text, message)
      return stem.test(rest) && hasNumber(rest, port) && countsBytes(rest, bytes, port)
    }
    return { expected, stem, says: facts }
  }
}

function without(text: string, message: string): string {
  return message === '' ? text : text.replaceAll(message, ' ')
}
