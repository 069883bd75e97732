import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Rule, rubric } from '../lab/rubric.ts'

/** Which kit graded: its version, and a digest that changes with any row of its rubric. */
export type Kit = { version: string; rubric: string }

export const kit: Kit = { version: version(), rubric: rubricDigest(rubric) }

/** As version and build: `0.1.0+3fa9c1d2`. */
export function kitName({ version, rubric }: Kit): string {
  return `${version}+${rubric}`
}

/** The first 8 hexadecimal digits of a rubric's SHA-256. */
export function rubricDigest(rules: readonly Rule[]): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8)
}

function version(): string {
  const manifest = new URL('../../package.json', import.meta.url)
  return JSON.parse(readFileSync(manifest, 'utf8')).version
}
