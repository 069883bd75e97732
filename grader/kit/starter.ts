import { createHash } from 'node:crypto'

/**
 * Makes the starter of a program from its reference, as text from text.
 *
 * A reference program holds its solution in one region, each marker on a line of its own:
 *
 *     // BEGIN SOLUTION
 *     // 1. A step: what the student has to do, and why. It may
 *     //    go on in the comment lines that follow it directly.
 *     const server = createServer(…)   // code and other comments: left out
 *     // END SOLUTION
 *
 * In the starter each step becomes a `// TODO 1. …`, in the order of the region, and a stub
 * follows that says `not written yet` on standard error and exits with code 1. The stub uses
 * `port`, which every reference program has outside its region.
 *
 * Everything outside the region stays as it is, with one exception: an import (on one line) of
 * which nothing is used outside the region is kept as a comment, for the student to take back,
 * since the type checker complains about imports that nobody uses.
 *
 * A marker that is nested, never closed or never opened, a second region, and a program without
 * a region or without a step are errors that name `file` and the line: better no starter than
 * one that gives the solution away.
 */
export function toStarter(reference: string, file: string): string {
  const lines = unixLines(reference).split('\n')
  const { begin, end } = findRegion(lines, file)
  const steps = toSteps(lines.slice(begin + 1, end))
  if (steps.length === 0) throw problem(file, begin, 'no step (`// 1. …`) in the solution')

  const [head, tail] = [lines.slice(0, begin), lines.slice(end + 1)]
  const kept = [...head, ...tail].filter((line) => !isImport(line) && !isComment(line)).join('\n')
  const settle = (line: string) => (isImport(line) && !isUsed(line, kept) ? `// ${line}` : line)
  return [...head.map(settle), ...steps, '', ...stub(file), ...tail].join('\n')
}

/**
 * What to do about each file of the starter. A file is `theirs` when it is neither what the
 * generator gives now nor what it gave last, as recorded in `digests`: a student has worked on
 * it. Line ends do not count as work, since version control may change them.
 */
export function planStarter(
  generated: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
  digests: Readonly<Record<string, string>>,
): Map<string, State> {
  const plan = new Map<string, State>()
  for (const [file, text] of generated) {
    const found = present.get(file)
    if (found === undefined) plan.set(file, 'missing')
    else if (digest(found) === digest(text)) plan.set(file, 'fresh')
    else plan.set(file, digest(found) === digests[file] ? 'outdated' : 'theirs')
  }
  return plan
}

type State = 'fresh' | 'missing' | 'outdated' | 'theirs'

/** What a generated file is recognised by later. */
export function digest(text: string): string {
  return createHash('sha256').update(unixLines(text)).digest('hex')
}

function findRegion(lines: readonly string[], file: string): { begin: number; end: number } {
  let begin = -1
  let end = -1
  for (const [index, line] of lines.entries()) {
    if (/^\s*\/\/\s*BEGIN SOLUTION\b/.test(line)) {
      if (end >= 0) throw problem(file, index, 'a second BEGIN SOLUTION')
      if (begin >= 0) throw problem(file, index, 'BEGIN SOLUTION inside a solution')
      begin = index
    }
    if (/^\s*\/\/\s*END SOLUTION\b/.test(line)) {
      if (begin < 0 || end >= 0) throw problem(file, index, 'END SOLUTION without a BEGIN')
      end = index
    }
  }
  if (begin < 0) throw problem(file, lines.length - 1, 'ends without a BEGIN SOLUTION')
  if (end < 0) throw problem(file, begin, 'BEGIN SOLUTION without an END')
  return { begin, end }
}

function toSteps(region: readonly string[]): string[] {
  const steps: string[] = []
  let inStep = false
  for (const line of region) {
    const comment = /^\s*\/\/(.*)/.exec(line)?.[1]
    if (comment !== undefined && /^ \d+\. /.test(comment)) {
      inStep = true
      steps.push(`// TODO${comment}`)
    } else if (comment !== undefined && inStep) {
      steps.push(`//     ${comment.replace(/^ {0,4}/, '    ')}`)
    } else {
      inStep = false
    }
  }
  return steps
}

function stub(file: string): string[] {
  return [
    '// Delete these two lines when you begin.',
    `console.error(\`${file}, port \${port}: not written yet\`)`,
    'process.exitCode = 1',
  ]
}

function isImport(line: string): boolean {
  return /^import .* from /.test(line)
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*)/.test(line)
}

function isUsed(importLine: string, code: string): boolean {
  const names = importLine
    .slice('import '.length, importLine.indexOf(' from '))
    .match(/\b(?!type\b|as\b)\w+/g)
  return (names ?? []).some((name) => new RegExp(`\\b${name}\\b`).test(code))
}

function problem(file: string, index: number, what: string): Error {
  return new Error(`${file}:${index + 1}: ${what}`)
}

function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
