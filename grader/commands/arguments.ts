import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { nearest } from '../harness/nearest.ts'
import { MODES, type Mode } from '../harness/sandbox/sandbox.ts'
import { UnusableInput } from '../harness/unusable-input.ts'
import { rubric } from '../lab/rubric.ts'
import { taskAt } from '../lab/tasks.ts'

/** Node's own parser, with a sentence that helps. @throws UnusableInput */
export function parse<const T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    const unknown = /Unknown option '(-[^']*)'/.exec((error as Error).message)?.[1]
    if (!unknown) throw new UnusableInput(`${firstSentence((error as Error).message)}; see --help.`)
    const near = nearest(
      unknown,
      Object.keys(options).map((name) => `--${name}`),
    )
    throw new UnusableInput(`There is no option ${unknown}; did you mean ${near}?`)
  }
}

/**
 * The checks that `--task` asks for, in the rubric's order; all of them when it asks for none.
 * @throws UnusableInput
 */
export function checksOf(names: readonly string[]): string[] {
  const wanted = names.map((name) => taskAt(name)?.task.id ?? name)
  const ids = rubric.map((rule) => rule.id)
  for (const name of wanted) {
    if (ids.some((id) => isIn(id, name))) continue
    const names = new Set(
      ids.flatMap((id) => [id, id.split('.').slice(0, 2).join('.'), id.split('.')[0] as string]),
    )
    throw new UnusableInput(
      `There is no check or task ${name}; did you mean ${nearest(name, [...names])}?`,
    )
  }
  return wanted.length === 0 ? ids : ids.filter((id) => wanted.some((name) => isIn(id, name)))
}

function isIn(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}.`)
}

/** `--sandbox`. @throws UnusableInput */
export function modeOf(name: string): Mode {
  const mode = MODES.find((known) => known === name)
  if (mode) return mode
  throw new UnusableInput(`--sandbox takes ${MODES.join(', ')}, not ${name || 'nothing'}.`)
}

/** Without advice of Node's own that takes lines more, and without its full stop. */
function firstSentence(message: string): string {
  return (message.split('\n')[0] as string).replace(/\.$/, '')
}
