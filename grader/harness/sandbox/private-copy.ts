import type { Dirent } from 'node:fs'
import {
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { count, show } from '../bytes.ts'
import { isInside } from '../commands.ts'
import { isOwnFault } from '../own-fault.ts'
import { UnusableInput } from '../unusable-input.ts'

/** What a submission may hold; far more than six programs and the packages that they use need. */
const BOUNDS = { megabytes: 256, files: 50_000, depth: 32 }

/** History, and nothing that a program runs. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn'])

/**
 * Copies a submission, so that its programs never run in the folder that was handed in. Links are
 * kept where they lead to something in the folder; those that lead out of it are not followed.
 * @param from a real path
 * @param to a folder that does not exist yet
 * @returns what was left out and why, in sentences
 * @throws UnusableInput for a submission that is larger than any has reason to be
 */
export function copySubmission(from: string, to: string, bounds = BOUNDS): string[] {
  const copy = new Copy(from, to, bounds)
  copy.folder('', 0)
  return copy.notes
}

class Copy {
  readonly #notes: string[] = []
  readonly #from: string
  readonly #to: string
  readonly #bounds: typeof BOUNDS
  #bytes = 0
  #files = 0
  #leftOut = 0

  constructor(from: string, to: string, bounds: typeof BOUNDS) {
    this.#from = from
    this.#to = to
    this.#bounds = bounds
  }

  /** What was left out, in sentences. */
  get notes(): string[] {
    const more = this.#leftOut - this.#notes.length
    return more > 0
      ? [...this.#notes, `${count(more, 'other thing')} could not be copied.`]
      : this.#notes
  }

  /** @param path of a folder in the submission, `''` for its root */
  folder(path: string, depth: number): void {
    mkdirSync(join(this.#to, path), { recursive: true })
    for (const entry of this.#list(path)) {
      if (!LEFT_OUT.has(entry.name)) this.#entry(join(path, entry.name), entry, depth + 1)
    }
  }

  #list(path: string): Dirent[] {
    try {
      return readdirSync(join(this.#from, path), { withFileTypes: true })
    } catch (error) {
      if (isOwnFault(error)) throw error
      this.#leaveOut(path, `can't be opened (${codeOf(error)})`)
      return []
    }
  }

  #entry(path: string, entry: Dirent, depth: number): void {
    if (++this.#files > this.#bounds.files) tooLarge(`${this.#bounds.files} files`)
    if (entry.name.includes('\uFFFD')) this.#leaveOut(path, 'has a name that is not UTF-8')
    else if (entry.isSymbolicLink()) this.#link(path)
    else if (entry.isFile()) this.#file(path)
    else if (!entry.isDirectory()) this.#leaveOut(path, 'is neither a file nor a folder')
    else if (depth < this.#bounds.depth) this.folder(path, depth)
    else this.#leaveOut(path, `is a folder ${depth} levels deep`)
  }

  #file(path: string): void {
    const [from, to] = [join(this.#from, path), join(this.#to, path)]
    try {
      const { size, mode } = statSync(from)
      this.#bytes += size
      if (this.#bytes > this.#bounds.megabytes * 2 ** 20) {
        tooLarge(`${this.#bounds.megabytes} MB`)
      }
      // Where the file system can share the blocks of two files, this costs nothing.
      copyFileSync(from, to, constants.COPYFILE_FICLONE)
      chmodSync(to, mode & 0o111 ? 0o755 : 0o644)
    } catch (error) {
      if (error instanceof UnusableInput || isOwnFault(error)) throw error
      this.#leaveOut(path, `can't be read (${codeOf(error)})`)
    }
  }

  #link(path: string): void {
    const target = targetOf(join(this.#from, path))
    if (target === undefined) this.#leaveOut(path, 'is a link to what is not there')
    else if (isInside(target, this.#from)) this.#relink(path, target)
    else this.#leaveOut(path, 'is a link that leads out of the submission')
  }

  #relink(path: string, target: string): void {
    const isFolder = statSync(target).isDirectory()
    const to = join(this.#to, path)
    const same = join(this.#to, relative(this.#from, target))
    symlinkSync(relative(dirname(to), same) || '.', to, isFolder ? 'dir' : 'file')
  }

  #leaveOut(path: string, why: string): void {
    this.#leftOut++
    if (this.#leftOut > MOST_NOTES) return
    const name = show(Buffer.from(path.split(sep).join('/')))
    this.#notes.push(`${name} ${why}: it was left out.`)
  }
}

/** A submission can hold thousands of things that can't be copied: nobody reads on. */
const MOST_NOTES = 10

function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link)
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}

function tooLarge(what: string): never {
  throw new UnusableInput(
    `The submission holds more than ${what}: hand in the programs and what they need, nothing else.`,
  )
}
