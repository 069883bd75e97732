/** What the progress needs of a line of the gradebook. */
type Line = { who: string; status: string; score?: number | undefined }

/** Where there is no terminal: at most so often (ms). */
const PAUSE = 10_000

/** Says how far a class has come, how fast, and how long it will take: on one line of a terminal. */
export class ClassProgress {
  readonly #stream: NodeJS.WriteStream
  readonly #begun = performance.now()
  #last = Number.NEGATIVE_INFINITY
  #due = 0
  #done = 0

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  /** @param kept how many were graded before @param all how many there are */
  begin(due: number, kept: number, all: number): void {
    this.#due = due
    const before = kept > 0 ? `, ${kept} graded before` : ''
    this.#stream.write(`${due} of ${all} submissions to grade${before}\n`)
  }

  add(line: Line): void {
    this.#done++
    const isLast = this.#done === this.#due
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[K${isLast ? '' : this.#text(line)}`)
    else if (isLast || performance.now() - this.#last > PAUSE) {
      this.#last = performance.now()
      this.#stream.write(`${this.#text(line)}\n`)
    }
  }

  #text({ who, status, score }: Line): string {
    const minutes = (performance.now() - this.#begun) / 60_000
    const rate = this.#done / minutes
    const left = `${duration((this.#due - this.#done) / rate)} left`
    const name = visible(who).slice(0, 24)
    return `${this.#done}/${this.#due} · ${rate.toFixed(1)} a minute · ${left} · ${name} ${score ?? status}`
  }
}

/** Names come from outside: nothing in them may move the cursor. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '·')
}

function duration(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`
  const whole = Math.ceil(minutes)
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${whole % 60} min`
}
