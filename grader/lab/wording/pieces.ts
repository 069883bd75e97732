/**
 * Whether what follows a keyword, line by line, holds a text in consecutive pieces.
 *
 * Around its piece a line may have quotes, a count, a prompt: the same in every line but for its
 * numbers. Nothing is trimmed away, since a piece may be a single space. Lines without a piece
 * (a summary) may stand between.
 * @param tails what follows the keyword, one entry a line
 * @param most bytes of ASCII in one piece
 */
export function joinsTo(tails: readonly string[], whole: string, most: number): boolean {
  // One line with all of it is enough, whatever the others have.
  if (whole.length <= most && tails.some((tail) => tail.includes(whole))) return true
  for (const [at, tail] of tails.entries()) {
    const frames = framesOf(tail, whole, most)
    if (frames.some((frame) => joins(tails.slice(at), whole, most, frame))) return true
    // What came before the first piece must not itself look like one.
    if (sharesText(tail, whole)) return false
  }
  return false
}

/**
 * The same to the letter: each value is a space and a piece, nothing else. As runs of spaces count
 * as one, the space before a piece may be several.
 */
export function joinsExactly(values: readonly string[], whole: string, most: number): boolean {
  let position = 0
  for (const value of values) {
    const piece = [value.slice(1), value.trimStart()].find(
      (it) => it !== '' && it.length <= most && whole.startsWith(it, position),
    )
    if (piece === undefined || !value.startsWith(' ')) return false
    position += piece.length
  }
  return position === whole.length
}

/** Every way in which a line can be read as something around the text's beginning. */
function framesOf(tail: string, whole: string, most: number): RegExp[] {
  const frames: RegExp[] = []
  for (let start = 0; start < tail.length; start++) {
    const longest = Math.min(commonPrefix(tail.slice(start), whole), most)
    for (let length = longest; length > 0; length--) {
      const before = general(tail.slice(0, start))
      const after = general(tail.slice(start + length))
      frames.push(new RegExp(`^${before}(.*)${after}$`, 's'))
    }
  }
  return frames
}

function joins(tails: readonly string[], whole: string, most: number, frame: RegExp): boolean {
  let position = 0
  for (const tail of tails) {
    const piece = frame.exec(tail)?.[1]
    const fits = piece && piece.length <= most && whole.startsWith(piece, position)
    if (fits) position += piece.length
    else if (sharesText(tail, whole) && !tail.includes(whole)) return false
  }
  return position === whole.length
}

/** A run of so many characters in common is no coincidence. */
const RUN = 4

function sharesText(text: string, whole: string): boolean {
  for (let at = 0; at + RUN <= whole.length; at++) {
    if (text.includes(whole.slice(at, at + RUN))) return true
  }
  return false
}

function commonPrefix(left: string, right: string): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length++
  return length
}

/** The pattern of a frame: the same text, with any numbers and either number of "byte". */
function general(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d+/g, '\\d+')
    .replace(/\b(byte|char|character)s?\b/gi, '$1s?')
}
