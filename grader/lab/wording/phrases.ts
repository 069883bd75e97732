import { STEMS } from './keywords.ts'
import { countsBytes, hasNumber } from './numbers.ts'
import { address, literal, squeeze } from './spelling.ts'

/** What a line must say. */
export type Phrase = {
  /** Completes "a line with …". */
  readonly expected: string
  says(text: string): boolean
  /** The sheet breaks this sentence in two: it may go over to the next line. */
  readonly mayBreak?: boolean
}

/** One phrase for each line of the sheet: by its facts, or with `strict` to the letter. */
export class Phrases {
  readonly strict: boolean

  constructor(strict: boolean) {
    this.strict = strict
  }

  starting(port: number): Phrase {
    const sheet = `Starting up echo server on localhost port ${port}`
    return this.#phrase(
      `\`Starting\` and the port ${port}`,
      sheet,
      (text) => STEMS.start.test(text) && hasNumber(text, port),
    )
  }

  waiting(): Phrase {
    return this.#phrase('`Waiting`', 'Waiting to receive message from client', (text) =>
      STEMS.wait.test(text),
    )
  }

  connecting(port: number): Phrase {
    const sheet = `Connecting to localhost port ${port}`
    return this.#phrase(
      `\`Connecting\` and the port ${port}`,
      sheet,
      (text) => STEMS.connect.test(text) && hasNumber(text, port),
    )
  }

  closing(): Phrase {
    return this.#phrase('`Closing`', 'Closing connection to the server', (text) =>
      STEMS.close.test(text),
    )
  }

  /** T1's `sent … back to` with the client's port. */
  sentBackTo(port: number, message: string): Phrase {
    const expected = `\`sent … back to\` and the client's own port, ${port}`
    const facts = (text: string) =>
      STEMS.send.test(text) && hasNumber(text.replace(message, ''), port)
    if (!this.strict) return { expected, says: facts, mayBreak: true }
    const sheet = new RegExp(`^sent ${literal(squeeze(message))} bytes back to ${address(port)}$`)
    return { expected, says: (text) => sheet.test(squeeze(text)), mayBreak: true }
  }

  /** T2's `received N bytes from` with the client's address. */
  receivedCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('received', 'from', STEMS.receive, bytes, port, message)
  }

  /** T2's `sent N bytes back to` with the client's address. */
  sentCount(bytes: number, port: number, message: string): Phrase {
    return this.#countPhrase('sent', 'back to', STEMS.send, bytes, port, message)
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
}
