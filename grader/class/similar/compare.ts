import { extname } from 'node:path'
import {
  File,
  FingerprintIndex,
  type Pair,
  Region,
  TokenizedFile,
  WinnowFilter,
} from '@dodona/dolos-core'
import type { Source } from './sources.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A submission as it is compared: all of its programs, one after another. */
export type Work = { who: string; sources: readonly Source[] }

/** Two submissions that are alike. */
export type Alike = {
  left: string
  right: string
  /** The part of both that is in both, from 0 to 1. */
  similarity: number
  passages: Passage[]
}

/** The same in two submissions. */
export type Passage = { left: Lines; right: Lines }

/** Lines of a file, counted from 1, the last one included. */
export type Lines = { path: string; from: number; to: number }

/** So many tokens in a row have to be the same to count: about three lines. */
const LENGTH = 15
/** Of so many places in a row at least one is compared. */
const WINDOW = 10

/**
 * Compares all submissions, each with each other. What was handed out is left out, and so is what
 * more than half of a class has: it is how the lab is solved, not who solved it.
 * @param handedOut the starter's programs
 * @param least the similarity from which on two are listed
 * @returns the most alike first
 */
export function compare(
  works: readonly Work[],
  handedOut: readonly Source[],
  least: number,
): Alike[] {
  const index = new FingerprintIndex(LENGTH, WINDOW, false, mostOf(works.length))
  index.addIgnoredHashes(everyPlace(handedOut))
  const texts = works.map(tokenized)
  index.addFiles(texts.map(({ file }) => file))
  const found: Alike[] = []
  for (const [at, left] of texts.entries()) {
    for (const right of texts.slice(at + 1)) {
      const pair = index.getPair(left.file, right.file)
      const similarity = similarityOf(pair)
      if (similarity < least) continue
      const passages = passagesOf(pair, left, right)
      found.push({ left: left.work.who, right: right.work.who, similarity, passages })
    }
  }
  return found.toSorted((one, other) => other.similarity - one.similarity)
}

/** What is compared at any place in a text; the index itself takes one place of several. */
function everyPlace(sources: readonly Source[]): number[] {
  const { tokens } = tokenized({ who: '', sources }).file
  return new WinnowFilter(LENGTH, 1).fingerprints(tokens).map(({ hash }) => hash)
}

/** In a class of a few, half of it may be one group that worked together. */
function mostOf(works: number): number {
  return Math.max(10, Math.floor(works / 2))
}

/** Fewer places than these are a few lines, which everybody may write (places compared). */
const FEW = 8

/** What both have, of all that both could have; what was left out counts for nothing, however often. */
function similarityOf({ leftEntry, rightEntry, leftCovered, rightCovered }: Pair): number {
  const counted = [leftEntry, rightEntry].map(({ kgrams, ignored, file }) => {
    const leftOut = [...ignored].map((shared) => shared.occurrencesOf(file).length)
    return kgrams.length - leftOut.reduce((sum, number) => sum + number, 0)
  })
  const [left = 0, right = 0] = counted
  return Math.min(leftCovered, rightCovered) >= FEW
    ? (leftCovered + rightCovered) / (left + right)
    : 0
}

type Tokenized = {
  work: Work
  file: TokenizedFile
  /** For each line of the whole, where it is from. */
  origins: readonly { path: string; line: number }[]
}

/** Between two files comes a token that is nowhere else: no passage crosses it. */
function tokenized(work: Work): Tokenized {
  const kinds: string[] = []
  const regions: Region[] = []
  const origins: { path: string; line: number }[] = []
  for (const { path, text } of work.sources) {
    const first = origins.length
    for (const token of tokensOf(text, extname(path).toLowerCase())) {
      kinds.push(token.kind)
      regions.push(regionOf(token, first))
    }
    const lines = text.split('\n').map((_, line) => ({ path, line: line + 1 }))
    origins.push(...lines)
    kinds.push(`end of ${work.who} ${path}`)
    regions.push(new Region(origins.length - 1, 0, origins.length - 1, 0))
  }
  const text = work.sources.map((source) => source.text).join('\n')
  return { work, file: new TokenizedFile(new File(work.who, text), kinds, regions), origins }
}

function regionOf({ line, column, endLine, endColumn }: Token, first: number): Region {
  return new Region(first + line, column, first + endLine, endColumn)
}

/** The longest first. */
function passagesOf(pair: Pair, left: Tokenized, right: Tokenized): Passage[] {
  const found = pair.buildFragments(2).map(({ leftSelection, rightSelection }) => ({
    left: linesOf(leftSelection, left),
    right: linesOf(rightSelection, right),
  }))
  return withoutRepeats(joined(found).toSorted((one, other) => lengthOf(other) - lengthOf(one)))
}

/** A passage that is alike to many has been shown with the longest of them. */
function withoutRepeats(passages: readonly Passage[]): Passage[] {
  const seen = new Set<string>()
  return passages.filter(({ left }) => {
    const lines = Array.from({ length: left.to - left.from + 1 }, (_, at) => {
      return `${left.path}:${left.from + at}`
    })
    const isNew = lines.some((line) => !seen.has(line))
    for (const line of lines) seen.add(line)
    return isNew
  })
}

function linesOf({ startRow, endRow }: Region, { origins }: Tokenized): Lines {
  const from = origins[startRow] as { path: string; line: number }
  const to = origins[endRow]?.path === from.path ? (origins[endRow]?.line ?? from.line) : from.line
  return { path: from.path, from: from.line, to }
}

/** Passages that overlap, or meet, on both sides are one. */
function joined(passages: readonly Passage[]): Passage[] {
  const inOrder = passages.toSorted((one, other) => {
    const [here, there] = [one.left, other.left]
    return here.path === there.path ? here.from - there.from : here.path < there.path ? -1 : 1
  })
  const result: Passage[] = []
  for (const passage of inOrder) {
    const last = result.at(-1)
    if (last && meet(last.left, passage.left) && meet(last.right, passage.right)) {
      last.left.to = Math.max(last.left.to, passage.left.to)
      last.right.from = Math.min(last.right.from, passage.right.from)
      last.right.to = Math.max(last.right.to, passage.right.to)
    } else result.push({ left: { ...passage.left }, right: { ...passage.right } })
  }
  return result
}

function meet(left: Lines, right: Lines): boolean {
  return left.path === right.path && right.from <= left.to + 2 && left.from <= right.to + 2
}

function lengthOf({ left, right }: Passage): number {
  return Math.min(left.to - left.from, right.to - right.from) + 1
}
