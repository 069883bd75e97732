import { fileURLToPath } from 'node:url'
import type { Line } from './output.ts'

/** An error as the language itself reports it, when nobody catches it. */
export type Uncaught = {
  /**
   * `syntax`: the program could not even be read; `input`: it asked for a line of standard input
   * beyond its end; `await`: it ended while it waited for something that can't come any more.
   */
  kind: 'error' | 'syntax' | 'input' | 'await'
  /** The error's name and what it says, in one line; empty for `await`. */
  message: string
  /** The line of the student's own that was reached last on the way to it. */
  place?: Place
}

type Place = { file: string; line: number; source?: string }

/** An error that ends a program stands at the end: of output without end no more than this is read. */
const LAST_LINES = 300

/** The last error that a program's output reports, in Node's words or in Python's; and the other lines. */
export function uncaughtIn(all: readonly Line[]): { error?: Uncaught; others: Line[] } {
  const lines = all.slice(-LAST_LINES)
  const before = all.slice(0, -LAST_LINES)
  const texts = lines.map((line) => (line.stream === 'stderr' ? line.text : ''))
  const reports = [...reportsOfPython(texts), ...reportOfNode(texts), ...unsettled(texts)]
  const isReported = (at: number) => reports.some(({ from, to }) => at >= from && at < to)
  const rest = lines.filter(({ text }, at) => !isReported(at) && !AROUND.test(text))
  const others = [...before, ...rest]
  const last = reports.at(-1)
  if (!last) return { others }
  const { kind, message } = last
  const place = last.places.findLast(({ file }) => !LIBRARY.test(file))
  return { error: { kind: kind ?? kindOf(message), message, ...(place && { place }) }, others }
}

/** Where a report stands (`to` is the line after it), and the places in it, the innermost last. */
type Report = {
  from: number
  to: number
  message: string
  places: Place[]
  kind?: Uncaught['kind']
}

/** Paths that are Node's or Python's own, or an installed package's. */
const LIBRARY = /^node:|^<|[\\/](?:node_modules|site-packages|[Ll]ib[\\/]python[\d.]+)[\\/]/

/** What Python prints around a report. */
const AROUND =
  /^(?:Exception in thread |Task exception was never|future: <|During handling of the above|The above exception was)/

function kindOf(message: string): Uncaught['kind'] {
  if (/^(?:SyntaxError|IndentationError|TabError)\b/.test(message)) return 'syntax'
  return /^EOFError\b/.test(message) ? 'input' : 'error'
}

/** Frames, the innermost last, each with its source, and then the error. */
function reportsOfPython(texts: readonly string[]): Report[] {
  const reports: Report[] = []
  for (const [from, text] of texts.entries()) {
    const isInside = from < (reports.at(-1)?.to ?? 0)
    if (isInside || !(TRACEBACK.test(text) || PYTHON_FRAME.test(text))) continue
    const end = texts.findIndex((line, at) => at > from && line !== '' && !/^\s/.test(line))
    if (end < 0) break
    const places = texts.slice(from, end).flatMap((frame, at) => {
      const [, file = '', line] = PYTHON_FRAME.exec(frame) ?? []
      return line ? [place(file, line, texts[from + at + 1])] : []
    })
    reports.push({ from, to: end + 1, message: texts[end] as string, places })
  }
  return reports
}

const TRACEBACK = /^Traceback \(most recent call last\):$/
const PYTHON_FRAME = /^ {2}File "(.+)", line (\d+)/

/** The place with its source, then the error with its stack, then Node's version. */
function reportOfNode(texts: readonly string[]): Report[] {
  const to = texts.findIndex((text) => /^Node\.js v\d/.test(text)) + 1
  const from = texts.findIndex((text) => NODE_PLACE.test(text))
  if (from < 0 || to <= from) return []
  const rest = texts.slice(from + 1, to - 1)
  const thrown = rest.findLast((text) => text.trim() !== '')
  const message = rest.find((text) => ERROR.test(text)) ?? thrown ?? ''
  const stack = rest.flatMap((text) => {
    const [, file = '', line] = NODE_FRAME.exec(text) ?? []
    return line ? [place(file, line)] : []
  })
  const [, file = '', line = ''] = NODE_PLACE.exec(texts[from] as string) ?? []
  const caret = rest.findIndex((text) => /^\s*\^+\s*$/.test(text))
  const source = rest[Math.max(caret - 1, 0)]
  return [{ from, to, message, places: [...stack.reverse(), place(file, line, source)] }]
}

/** A module that waits at its top level, in a process where nothing can happen any more. */
function unsettled(texts: readonly string[]): Report[] {
  const from = texts.findIndex((text) => UNSETTLED.test(text))
  if (from < 0) return []
  const [, file = '', line = ''] = UNSETTLED.exec(texts[from] as string) ?? []
  const places = [place(file, line, texts[from + 1])]
  return [{ from, to: from + 3, message: '', places, kind: 'await' }]
}

const NODE_PLACE = /^((?:file:\/\/|node:|\/|[A-Za-z]:\\).*):(\d+)$/
const NODE_FRAME = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):\d+\)?$/
const UNSETTLED = /^Warning: Detected unsettled top-level await at (.+):(\d+)$/
const ERROR = /^[\w$]*(?:Error|Exception|Rejection)\b/

function place(path: string, line: string, source = ''): Place {
  const file = path.startsWith('file:') ? fileURLToPath(path) : path
  const text = source.trim()
  return { file, line: Number(line), ...(text && { source: text }) }
}
