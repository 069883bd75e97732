import { Unreadable } from '../unreadable.ts'

/** How much an archive may unpack to. */
export type Limits = {
  bytes: number
  files: number
  /** How many times the archive's own size. */
  ratio: number
}

const MEBIBYTE = 1024 * 1024

/** For what one student hands in. */
export const SUBMISSION_LIMITS: Limits = { bytes: 256 * MEBIBYTE, files: 10_000, ratio: 200 }
/** Under this size (bytes) a ratio says nothing: a few lines of zeros pack well. */
const SMALL = 4 * MEBIBYTE
/** Litter is passed over, but not without end. */
const LITTER = { bytes: 2048 * MEBIBYTE, files: 500_000 }

/** Counts what comes out of an archive, and stops it when it is too much. */
export class Budget {
  readonly #limits: Limits
  readonly #packed: number
  #bytes = 0
  #files = 0
  #litterBytes = 0
  #litterFiles = 0

  /** @param packed the archive's own size in bytes */
  constructor(limits: Limits, packed: number) {
    this.#limits = limits
    this.#packed = packed
  }

  /** One more file or folder, which says that it is this big (bytes). @throws Unreadable */
  announce(size: number): void {
    this.#files++
    const { files } = this.#limits
    if (this.#files > files) throw new Unreadable(`holds more than ${files} files and folders`)
    this.#check(this.#bytes + size)
  }

  /** So many bytes really came. @throws Unreadable */
  spend(bytes: number): void {
    this.#bytes += bytes
    this.#check(this.#bytes)
  }

  /** One more file that is passed over. @throws Unreadable */
  pass(size: number): void {
    this.#litterFiles++
    this.#litterBytes += size
    if (this.#litterFiles > LITTER.files || this.#litterBytes > LITTER.bytes) {
      throw new Unreadable('holds no end of files that belong to no submission')
    }
  }

  #check(bytes: number): void {
    const { bytes: most, ratio } = this.#limits
    if (bytes > most) throw new Unreadable(`unpacks to more than ${most / MEBIBYTE} MiB`)
    if (bytes > SMALL && bytes > this.#packed * ratio) {
      throw new Unreadable(`unpacks to more than ${ratio} times its size`)
    }
  }
}
