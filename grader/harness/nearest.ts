/** The candidate with the smallest edit distance (Levenshtein). */
export function nearest(name: string, candidates: readonly string[]): string {
  const distances = candidates.map((candidate) => distance(name, candidate))
  return candidates[distances.indexOf(Math.min(...distances))] as string
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [at, character] of [...left].entries()) {
    const next = [at + 1]
    for (const [other, candidate] of [...right].entries()) {
      const change = (row[other] as number) + (character === candidate ? 0 : 1)
      next.push(Math.min(change, (row[other + 1] as number) + 1, (next[other] as number) + 1))
    }
    row = next
  }
  return row.at(-1) as number
}
