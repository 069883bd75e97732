import type { Edition, Result } from './mutation.ts'

/** What `npm run mutate` found out, program by program: `mutation.json`. */
export type Figures = {
  edition: Edition
  /** As in `t1.server`. */
  program: string
  mutants: number
  /** How many mutants failed each check. */
  failed: Record<string, number>
  survivors: Survivor[]
}

/** A mutant that no check noticed. */
export type Survivor = Pick<Result, 'mutator' | 'original' | 'replacement'> & {
  /** The line in which the change is. */
  code: string
}

/** Why no fair examiner would notice some mutants: one entry of `survivors.json`. */
export type Reason = {
  /** `same`: it behaves as before. `open`: it behaves otherwise, where the lab asks for nothing. */
  kind: 'same' | 'open'
  why: string
  /** Only in these programs; in all if left out. */
  programs?: string[]
  /** The lines that it is about, as they stand in the programs. */
  code: string[]
  /** Only these changes in those lines; all if left out. */
  changes?: { original: string; replacement: string }[]
}

/** The figures of one program. @param source the program, of which the survivors name lines */
export function figuresOf(
  edition: Edition,
  program: string,
  results: readonly Result[],
  source: string,
): Figures {
  const lines = source.split(/\r?\n/)
  const failed: Record<string, number> = {}
  for (const id of results.flatMap((result) => result.failed)) failed[id] = (failed[id] ?? 0) + 1
  const survivors = results
    .filter((result) => result.failed.length === 0)
    .map(({ line, mutator, original, replacement }) => {
      return { code: (lines[line - 1] ?? '').trim(), mutator, original, replacement }
    })
  return { edition, program, mutants: results.length, failed, survivors }
}

/** Why nobody would notice it; undefined for a survivor that a check should notice. */
export function reasonFor(
  program: string,
  survivor: Survivor,
  reasons: readonly Reason[],
): Reason | undefined {
  return reasons.find(({ programs, code, changes }) => {
    const isChange = ({ original, replacement }: Pick<Survivor, 'original' | 'replacement'>) =>
      original === survivor.original && replacement === survivor.replacement
    const isHere = code.includes(survivor.code) && (programs?.includes(program) ?? true)
    return isHere && (changes?.some(isChange) ?? true)
  })
}

/** Mutants by what became of them. */
export type Tally = { mutants: number; caught: number; same: number; open: number; missed: number }

/** Counts what became of some programs' mutants. */
export function tally(figures: readonly Figures[], reasons: readonly Reason[]): Tally {
  const kinds = figures.flatMap(({ program, survivors }) =>
    survivors.map((survivor) => reasonFor(program, survivor, reasons)?.kind),
  )
  const count = (kind: Reason['kind'] | undefined) => kinds.filter((it) => it === kind).length
  const mutants = figures.reduce((sum, program) => sum + program.mutants, 0)
  const [same, open, missed] = [count('same'), count('open'), count(undefined)]
  return { mutants, caught: mutants - kinds.length, same, open, missed }
}

/** Of the mutants that do wrong what the lab asks for, the share that is caught, from 0 to 1. */
export function share({ caught, missed }: Tally): number {
  return caught / (caught + missed)
}
