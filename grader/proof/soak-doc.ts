/** What a long soak leaves: `soak.json`. */
export type Kept = {
  kit: string
  load: number
  graders: number
  grades: number
  checks: number
  differing: number
}

/** The last long soak, in a sentence. */
export function soakLine(kept: Kept | undefined): string {
  if (!kept)
    return 'No long soak has been kept yet: only the short one of `npm test` says something.'
  const { kit, load, graders, grades, checks, differing } = kept
  return `Kit ${kit}, ${load} times too busy, ${graders} graders at once: **${differing} of ${checks} verdicts differed**, in ${grades} grades.`
}
