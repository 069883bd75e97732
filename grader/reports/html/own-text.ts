import { readFileSync } from 'node:fs'

/** A style sheet or a script of the project's own. @param from the module beside which it lies */
export function ownText(name: string, from = import.meta.url): string {
  return readFileSync(new URL(name, from), 'utf8')
}
