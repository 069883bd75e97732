import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Submission } from '../../harness/submission.ts'
import { UnusableInput } from '../../harness/unusable-input.ts'
import type { Report } from '../../scoring/report.ts'
import { layOut } from '../intake/lay-out.ts'
import type { Handin } from '../intake/roster.ts'
import { type Mark, markOf } from '../results/row.ts'
import { Unreadable } from '../unreadable.ts'

/** Grades one submission after another. */
export type Grader = {
  grade(submission: Submission, seed: string): Promise<Report>
  close(): Promise<void>
}

/** What became of a submission, and its report where there is one. */
export type Graded = { mark: Mark; report?: Report }

/** The student's own folder, as the commands in a report name it. */
const OWN_FOLDER = 'starter'

/** Grades one submission after another, each laid out in a folder of its own that is removed after it. */
export class Lane {
  readonly #open: () => Grader
  readonly #work: string
  #grader: Grader | undefined

  /** @param work a folder for whatever has to be unpacked */
  constructor(open: () => Grader, work: string) {
    this.#open = open
    this.#work = work
  }

  async grade(handin: Handin, seed: string): Promise<Graded> {
    const work = join(this.#work, handin.key)
    mkdirSync(work, { recursive: true })
    try {
      const submission = await layOut(handin, work).catch(theirs)
      this.#grader ??= this.#open()
      const report = await this.#grader.grade({ ...submission, name: OWN_FOLDER }, seed)
      return this.#judge({ ...report, submission: handin.key })
    } catch (error) {
      await this.close()
      return { mark: markOfError(error) }
    } finally {
      remove(work)
    }
  }

  /** Ends the grader; the next submission gets a new one. */
  async close(): Promise<void> {
    const grader = this.#grader
    this.#grader = undefined
    await grader?.close()
  }

  /** What failed once may fail again for the same reason: it does not get another's work. */
  async #judge(report: Report): Promise<Graded> {
    const mark = markOf(report)
    if (mark.status === 'error') await this.close()
    return { mark, report }
  }
}

/** The errors of a file system that what was handed in is the cause of. */
const THEIRS = ['EACCES', 'EPERM', 'ENOENT', 'ELOOP', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL']

function theirs(error: NodeJS.ErrnoException): never {
  if (!error.code || !THEIRS.includes(error.code)) throw error
  throw new Unreadable(`can't be read (${error.code}): check its files and their names`)
}

function markOfError(error: unknown): Mark {
  const reason = ((error as Error).message.split('\n')[0] ?? '').replace(/\.$/, '')
  const isTheirs = error instanceof Unreadable || error instanceof UnusableInput
  return { status: isTheirs ? 'unreadable' : 'error', reason }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
