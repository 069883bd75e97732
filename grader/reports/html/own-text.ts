import { readFileSync } from 'node:fs'

/** A style sheet or a script of the project's own, from beside this file. */
export function ownText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}
