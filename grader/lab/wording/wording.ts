import { show } from '../../harness/bytes.ts'
import type { Line, Output } from '../../harness/output.ts'
import { hasKeyword, isAbout, STEMS } from './keywords.ts'
import { type Phrase, Phrases } from './phrases.ts'
import { readable } from './spelling.ts'
import { linesHold, valuesJoin } from './values.ts'

/**
 * How printed text is judged: on its facts, or with `strict` on the sheet's wording to the letter.
 * Facts are a keyword's stem and a value in the same line, on either stream.
 */
export class Wording extends Phrases {
  /** The lines that count. */
  lines(output: Output): readonly Line[] {
    return this.strict ? output.lines.filter((line) => line.stream === 'stdout') : output.lines
  }

  /** The lines that say it, in the order of their stream; the output remembers this look. */
  find(output: Output, phrase: Phrase): Line[] {
    const found = this.matching(output, phrase)
    const near = () =>
      this.lines(output).filter((line) => isAbout(readable(line.text), phrase.stem))
    const isFound = found.length > 0
    output.noteLook({ what: phrase.expected, isFound, lines: isFound ? found : near() })
    return found
  }

  /** The same for a guess at what went wrong, which nothing is judged by. */
  matching(output: Output, phrase: Phrase): Line[] {
    const lines = this.lines(output)
    return lines.filter((line, at) => {
      if (phrase.says(readable(line.text))) return true
      const next = lines[at + 1]
      if (!phrase.begins?.(readable(line.text)) || next?.stream !== line.stream) return false
      // A line with a keyword of its own is another sentence, unless it goes on as the sheet's does.
      if (hasKeyword(next.text) && !GOES_ON.test(next.text)) return false
      return phrase.says(readable(`${line.text} ${next.text}`))
    })
  }

  /** The message in one line, in pieces, or once for a message that was sent several times. */
  saysSending(output: Output, message: string): boolean {
    const once = repeated(message)
    const most = Number.POSITIVE_INFINITY
    return [message, once].some((text) => this.#holds(output, STEMS.send, 'Sending', text, most))
  }

  /** The lines with `Sending`. */
  sending(output: Output): Line[] {
    return this.lines(output).filter((line) => STEMS.send.test(line.text))
  }

  /** Whether `Data` lines hold the message, whole or in pieces. */
  saysData(output: Output, message: string): boolean {
    return this.#holds(output, STEMS.data, 'Data:', message, Number.POSITIVE_INFINITY)
  }

  /** Whether `Received` lines hold the reply, whole or in pieces of at most `most` bytes of ASCII. */
  saysReceived(
    output: Output,
    reply: string,
    most: number,
    sheet: 'Received:' | 'received',
  ): boolean {
    return this.#holds(output, STEMS.receive, sheet, reply, most)
  }

  /** The lines with `Received`. */
  received(output: Output): Line[] {
    return this.lines(output).filter((line) => STEMS.receive.test(line.text))
  }

  /** The same, as they were printed. */
  receivedLines(output: Output): string[] {
    return this.received(output).map((line) => line.text)
  }

  /** Whether the lines with a keyword hold a text, whole or in pieces of at most `most` bytes. */
  #holds(output: Output, stem: RegExp, sheet: string, whole: string, most: number): boolean {
    const lines = this.lines(output)
    const texts = lines.map((line) => readable(line.text))
    const isFound = this.strict
      ? valuesJoin(texts, sheet, whole, most)
      : linesHold(texts, stem, whole, most)
    const near = lines.filter((_, at) => stem.test(texts[at] as string))
    const what = `\`${sheet.replace(':', '')}\` and ${show(Buffer.from(whole))}`
    output.noteLook({ what, isFound, lines: near }, sheet)
    return isFound
  }
}

/** How the sheet's sentence goes on after its line break: "bytes back to". */
const GOES_ON = /^\W*(?:bytes?|back)\b/i

/** The shortest text that a text is a repetition of. */
function repeated(text: string): string {
  const length = Array.from({ length: text.length }, (_, at) => at + 1).find(
    (size) => text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text,
  )
  return text.slice(0, length)
}
