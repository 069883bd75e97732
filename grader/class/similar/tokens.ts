import type { Parser, SyntaxNodeRef } from '@lezer/common'
import { parser as cpp } from '@lezer/cpp'
import { parser as javascript } from '@lezer/javascript'
import { parser as python } from '@lezer/python'

/** A piece of a program: what kind of thing it is, and which lines it takes. Lines count from 0. */
export type Token = {
  kind: string
  line: number
  column: number
  endLine: number
  endColumn: number
}

/** Types of TypeScript can be put in and left out without changing a program. */
const typescript = javascript.configure({ dialect: 'ts' })

const PARSERS: Record<string, Parser> = {
  '.ts': typescript,
  '.mts': typescript,
  '.cts': typescript,
  '.js': javascript,
  '.mjs': javascript,
  '.cjs': javascript,
  '.py': python,
  '.c': cpp,
  '.h': cpp,
  '.cc': cpp,
  '.cpp': cpp,
}

/** What says nothing about how a program works. */
const SILENT = /Comment$|^TypeAnnotation$|^;$|^Script$|^Program$/

/**
 * The tokens of a program: its syntax without names, texts, comments and types, so that renaming
 * does not make it another. Languages without a parser here are cut into words and signs.
 * @param ending of the file, such as `.ts`
 */
export function tokensOf(text: string, ending: string): Token[] {
  const parser = PARSERS[ending]
  const at = positions(text)
  return parser ? syntax(parser, text, at) : words(text, at)
}

type Positions = (offset: number) => { line: number; column: number }

function syntax(parser: Parser, text: string, at: Positions): Token[] {
  const tokens: Token[] = []
  const enter = (node: SyntaxNodeRef) => {
    const { name, from, to } = node
    if (SILENT.test(name)) return name === 'Script' || name === 'Program'
    const isLeaf = node.node.firstChild === null
    tokens.push(token(name, from, isLeaf ? to : from, at))
    return true
  }
  parser.parse(text).iterate({ enter })
  return tokens
}

function words(text: string, at: Positions): Token[] {
  return [...text.matchAll(/\w+|[^\w\s]/g)].map(({ 0: word, index }) => {
    return token(word, index, index + word.length, at)
  })
}

function token(kind: string, from: number, to: number, at: Positions): Token {
  const { line, column } = at(from)
  const { line: endLine, column: endColumn } = at(to)
  return { kind, line, column, endLine, endColumn }
}

/** Line and column of an offset. */
function positions(text: string): Positions {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low, column: offset - (starts[low] as number) }
  }
}
