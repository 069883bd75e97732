/** What the name of a file or folder in a download says. */
export type Named = {
  /** The same for everything that one student, or one team, has handed in. */
  student: string
  /** As the platform names them, for people. */
  who: string
  /** The platform's own number or name for them; empty where the name has none. */
  id: string
  isLate?: boolean
  /** When it was handed in, as `2026-03-05T18:12`, by the platform's clock. */
  time?: string
  /** Tells a student's attempts apart, in an order of its own kind: what sorts last is the newest. */
  attempt?: string
  /** What the student called the file; missing for a folder with all of the student's files. */
  file?: string
}

/** How one platform names what it packs into a download. */
export type Naming = {
  platform: string
  /** @returns undefined for a name that this platform does not make */
  parse(name: string): Named | undefined
}
