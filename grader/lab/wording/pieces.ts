/**
 * Whether what follows a keyword, line by line, holds a text in consecutive pieces.
 *
 * Around its piece a line may have quotes, a count, a prompt, padding: the same in every line but for
 * its numbers. On one side of the piece it may have anything else, as a hex dump, beyond the marks
 * that part the two. Nothing is trimmed away, since a piece may be a single space. Lines without a
 * piece (a summary) may stand between, but not so many that the pieces can be picked from a list.
 * @param tails what follows the keyword, one entry a line
 * @param most bytes of ASCII in one piece
 */
export function joinsTo(tails: readonly string[], whole: string, most: number): boolean {
  // One line with all of it is enough, whatever the others have.
  if (whole.length <= most && tails.some((tail) => tail.includes(whole))) return true
  if (tails.reduce((sum, tail) => sum + tail.length, 0) > MOST) return false
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

/** What stands around a piece. */
type Frame = { isBefore(text: string): boolean; isAfter(text: string): boolean }

/** Every way in which a line can be read as something around the text's beginning. */
function framesOf(tail: string, whole: string, most: number): Frame[] {
  const frames: Frame[] = []
  if (tail.length > LONGEST) return frames
  for (let start = 0; start < tail.length; start++) {
    const longest = Math.min(commonPrefix(tail.slice(start), whole), most)
    for (let length = longest; length > 0; length--)
      frames.push(...framesAround(tail.slice(0, start), tail.slice(start + length), whole))
  }
  return frames
}

/** The same on both sides, or anything beyond the nearest mark on one of them. */
function framesAround(before: string, after: string, whole: string): Frame[] {
  const [isBefore, isAfter] = [tests(`^${patternOf(before)} *$`), tests(`^ *${patternOf(after)}$`)]
  const opening = /(?:[^\p{L}\p{N}\s]\s*|\s+)$/u.exec(before)?.[0]
  const closing = /^(?:\s*[^\p{L}\p{N}\s]|\s+)/u.exec(after)?.[0]
  const isFree = (text: string) => !sharesText(text, whole)
  const frames: Frame[] = [{ isBefore, isAfter }]
  if (opening) {
    const ends = tests(`${patternOf(opening)} *$`)
    frames.push({ isBefore: (text) => ends(text) && isFree(text), isAfter })
  }
  if (closing) {
    const begins = tests(`^ *${patternOf(closing)}`)
    frames.push({ isBefore, isAfter: (text) => begins(text) && isFree(text) })
  }
  return frames
}

function joins(tails: readonly string[], whole: string, most: number, frame: Frame): boolean {
  let positions = new Set([0])
  let pieces = 0
  let others = 0
  for (const tail of tails) {
    const next = positionsAfter(tail, positions, whole, most, frame)
    if (next.size > 0) positions = next
    else if (sharesText(tail, whole) && !tail.includes(whole)) return false
    if (next.size > 0) pieces++
    else others++
    if (others > FEW + MANY * whole.length) return false
  }
  return positions.has(whole.length) && others <= FEW + MANY * pieces
}

/** More lines without a piece than this, and for each piece, are a list to pick the pieces from. */
const [FEW, MANY] = [16, 8]
/** A longer line has no piece in it: to look for one would take too long (characters). */
const LONGEST = 2000
/** In all, lines as long as this are not looked through either: no client has reason to print them. */
const MOST = 30_000

/** How far the text may have come with this line's piece: padding can be read in several ways. */
function positionsAfter(
  tail: string,
  positions: ReadonlySet<number>,
  whole: string,
  most: number,
  { isBefore, isAfter }: Frame,
): Set<number> {
  const reached = new Set<number>()
  if (tail.length > LONGEST) return reached
  for (let start = 0; start < tail.length; start++) {
    const rest = tail.slice(start)
    for (const position of positions) {
      const longest = Math.min(commonPrefix(rest, whole.slice(position)), most)
      if (longest === 0 || !isBefore(tail.slice(0, start))) continue
      for (let length = longest; length > 0; length--)
        if (isAfter(rest.slice(length))) reached.add(position + length)
    }
  }
  return reached
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

function tests(pattern: string): (text: string) => boolean {
  const expression = new RegExp(pattern)
  return (text) => expression.test(text)
}

/** The pattern of what stands around a piece: any numbers, any padding, either number of "byte". */
function patternOf(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\d+/g, '\\d+')
    .replace(/ +/g, ' +')
    .replace(/\b(byte|char|character)s?\b/gi, '$1s?')
}
