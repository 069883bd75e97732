import { show } from '../../harness/bytes.ts'
import { fail } from '../../harness/check-failed.ts'
import type { Output } from '../../harness/output.ts'
import type { Program } from '../../harness/program.ts'
import { awaitRest, typeLine } from '../../harness/typist.ts'
import { UdpServer } from '../../harness/udp-server.ts'
import type { Datagram } from '../../harness/udp-socket.ts'
import type { CheckContext } from '../check.ts'
import { quote, state } from '../describe.ts'
import { saysWord, type Word } from '../wording/words.ts'

/**
 * The client under test with the grader at both ends: it types the guesses, and answers each with
 * a word that it chose beforehand, whatever the datagram holds. A guess that is sent twice is
 * answered once, and what is no guess gets `INVALID`.
 */
export class Game {
  readonly client: Program
  readonly received: readonly Datagram[]
  readonly #context: CheckContext
  readonly #answers: Word[]
  #typed = 0
  #answered = 0

  private constructor(
    context: CheckContext,
    answers: Word[],
    client: Program,
    received: readonly Datagram[],
  ) {
    this.#context = context
    this.#answers = answers
    this.client = client
    this.received = received
  }

  /** Starts the client; `answers[n]` is the answer to guess number n. */
  static async begin(context: CheckContext, answers: Word[]): Promise<Game> {
    const port = await context.trial.freePort()
    let game: Game | undefined
    const { received } = await UdpServer.bind(context.trial, port, (datagram, reply) => {
      const answer = game?.answerTo(datagram)
      if (answer) reply(Buffer.from(answer))
    })
    const client = await context.start('client', { port, hasInput: true })
    game = new Game(context, answers, client, received)
    return game
  }

  /**
   * Types a guess and waits for its datagram.
   * @param isIt tells it from what else the client may send just then
   * @returns the first one that came, if none was it; undefined when none came in time
   */
  async guess(
    number: number | string,
    isIt: (datagram: Datagram) => boolean = () => true,
  ): Promise<Datagram | undefined> {
    await this.#awaitAsking()
    const before = this.#guesses.length
    this.#saidBefore = this.since
    this.#beforeTyping = this.text
    // Later the last line may be an answer: only before the first guess it is sure to be a prompt.
    this.#prompt ??= this.text.slice(this.text.lastIndexOf('\n') + 1)
    this.#question ??= questionIn(this.text)
    this.#typed++
    this.client.type(`${number}\n`)
    this.#context.trial.spoke()
    const found = () => this.#guesses.slice(before).find(isIt)
    return (await this.#context.trial.until(found, { of: [this.client] })) ?? this.#guesses[before]
  }
  #beforeTyping = ''
  #saidBefore = ''
  #prompt: string | undefined
  #question: string | undefined

  /**
   * Waits as a person would before typing: until the answer stands there, and after it the question
   * that the first guess was asked with, if it was one. A line that is typed sooner can be lost by a
   * right program. One that does not show them is waited for once.
   */
  async #awaitAsking(): Promise<void> {
    const { trial } = this.#context
    if (this.#typed > 0 && !this.#isSilent) {
      const word = this.#answers[this.#typed - 1]
      const isAsking = () =>
        (!word || saysWord(this.since, word, this.#saidBefore)) && asks(this.text, this.#question)
      const options = { of: [this.client], limit: PATIENCE, since: performance.now() }
      this.#isSilent = !(await trial.until(isAsking, options))
    }
    await awaitRest(trial, this.client)
  }
  #isSilent = false

  /** The same, but no datagram fails the check. */
  async mustGuess(number: number): Promise<Datagram> {
    const datagram = await this.guess(number)
    if (datagram) return datagram
    const expected = `a datagram for guess number ${this.#typed}, ${number}`
    return fail({ expected, seen: `none came; ${state(this.client)}` })
  }

  /** Datagrams but for nonsense that was sent on, which may come late. */
  get #guesses(): Datagram[] {
    return this.received.filter((datagram) => !this.#isNonsense(datagram))
  }

  #isNonsense({ bytes }: Datagram): boolean {
    return this.#nonsense !== undefined && bytes.includes(this.#nonsense)
  }
  #nonsense: string | undefined

  /** Types a line that is no guess. */
  async typeNonsense(line: string): Promise<void> {
    this.#nonsense = line
    await this.#awaitAsking()
    await typeLine(this.#context.trial, this.client, line)
    await awaitRest(this.#context.trial, this.client)
  }

  /** Waits until the client has printed the answer to the last guess. */
  async shows(word: Word): Promise<boolean> {
    const { trial } = this.#context
    const shown = () => saysWord(this.since, word, this.#saidBefore)
    const isSaid = (await trial.until(shown, { of: [this.client] })) === true
    // What it prints after the word belongs to the answer, too: it may say all three, for any answer.
    if (isSaid) await awaitRest(trial, this.client)
    const isFound = isSaid && shown()
    noteWord(this.client.output, word, isFound)
    return isFound
  }

  /** What it has printed since the last guess was typed, without the prompt that stood there then. */
  get since(): string {
    return withoutPrompt(this.text.slice(this.#beforeTyping.length), this.#prompt ?? '')
  }

  /** What a client that did not show an answer printed instead, or that it prints only at its end. */
  async whatItPrinted(): Promise<string> {
    const lines = this.since.split(/\r?\n/).filter((line) => line.trim() !== '')
    if (lines.length > 0) return `it printed:\n${quote(lines)}`
    if (this.client.isOver) return `it printed nothing more; ${state(this.client)}`
    // What it does once its input has ended is its own affair.
    const before = state(this.client)
    this.client.endInput()
    await this.#context.trial.until(() => this.since.trim() !== '', {
      of: [this.client],
      limit: AT_END,
    })
    const isLate = this.since.trim() !== ''
    return isLate
      ? 'it printed nothing more until its input ended: it holds its output back'
      : `it printed nothing more; ${before}`
  }

  /** Everything that it has printed. */
  get text(): string {
    return this.client.output.plainText
  }

  private answerTo(datagram: Datagram): string | undefined {
    if (this.#isNonsense(datagram)) return 'INVALID'
    if (this.#answered < this.#typed) return this.#answers[this.#answered++]
    // What a client makes of a line that is no number may be one: 0, for one that reads it so.
    const isGuess = /^\s*\d+\s*$/.test(datagram.bytes.toString('latin1'))
    return isGuess && this.#nonsense === undefined ? undefined : 'INVALID'
  }
}

/** Remembers for the report which lines say a word. */
export function noteWord(output: Output, word: Word, isFound: boolean): void {
  const lines = output.lines.filter((line) => saysWord(line.text, word))
  output.noteLook({ what: `the answer \`${word}\``, isFound, lines })
}

/** How long a client may take to print what it held back, once its input has ended (ms). */
const AT_END = 1500

/** How long a person waits for an answer and the next question before typing all the same (ms). */
export const PATIENCE = 1000

/** What a text asks at its end: a prompt, or a line that reads like a question. */
export function questionIn(text: string): string {
  const [last = ''] = /[^\n]*$/.exec(text.trimEnd()) ?? []
  return !text.endsWith('\n') || /[?:>]$/.test(last) ? last : ''
}

/** Whether a text ends with the question that a client was first typed to at, if it had one. */
export function asks(text: string, question = ''): boolean {
  return withoutNumbers(text).endsWith(withoutNumbers(question))
}

/** A question may count the guesses. */
function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, '').trimEnd()
}

/** Printed text without a prompt, which may itself name the words. */
export function withoutPrompt(text: string, prompt: string): string {
  return prompt.trim() === '' ? text : text.replaceAll(prompt, '').replaceAll(prompt.trimEnd(), '')
}

/** A guess as the student typed it, for messages. */
export function shownGuess(datagram: Datagram): string {
  return show(datagram.bytes, 40)
}
