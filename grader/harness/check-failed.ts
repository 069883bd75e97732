/** What was expected and what was seen instead, each as the rest of a sentence. */
export type Finding = {
  /** Completes "expected …": lower case, whole values, no full stop. */
  expected: string
  /** Completes "but …": what was observed instead. */
  seen: string
  /** False when checks that build on this one can be judged all the same. Default: true. */
  blocks?: boolean
  /** A short name for the kind of failure, where another check needs to know it. */
  kind?: string
}

/** The one error that fails a check; every other error is the grader's own fault. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly finding: Finding

  constructor(finding: Finding) {
    super(`expected ${finding.expected}, but ${finding.seen}`)
    this.finding = finding
  }
}

/** Throws the finding as a failed check. */
export function fail(finding: Finding): never {
  throw new CheckFailed(finding)
}
