import type { Alike } from './compare.ts'

/** Submissions that are alike, directly or through others. */
export type Cluster = {
  members: string[]
  /** As few pairs as lead to every member, the most alike first. */
  pairs: Alike[]
}

/** Puts together what is alike; the largest cluster first. @param pairs the most alike first */
export function clusters(pairs: readonly Alike[]): Cluster[] {
  const found: Cluster[] = []
  for (const pair of pairs) {
    const [left, right] = [pair.left, pair.right].map((who) =>
      found.find(({ members }) => members.includes(who)),
    )
    // What both are in already says nothing new.
    if (left && left === right) continue
    const members = [...(left?.members ?? [pair.left]), ...(right?.members ?? [pair.right])]
    const joined = { members, pairs: [...(left?.pairs ?? []), ...(right?.pairs ?? []), pair] }
    for (const old of [left, right]) if (old) found.splice(found.indexOf(old), 1)
    found.push(joined)
  }
  return found
    .map(({ members, pairs: own }) => ({
      members: members.toSorted(),
      pairs: own.toSorted((one, other) => other.similarity - one.similarity),
    }))
    .toSorted((one, other) => other.members.length - one.members.length)
}
