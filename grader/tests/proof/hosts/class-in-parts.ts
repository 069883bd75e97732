import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { ROOT } from '../../../proof/fixtures.ts'
import { runFile } from '../run-grade.ts'
import { test as base, tool } from './host.ts'

/** Quick, and the same on machines without a sandbox. */
export const QUICK = ['--task', 't1.server.listen', '--sandbox', 'auto']

/**
 * A test with a checkout of this project in which a class lies, and the gradebook that one run
 * makes of it; its `npm ci` has been done already.
 */
export const test = base
  .extend('checkout', ({ root }) => {
    const checkout = join(root, 'checkout')
    mkdirSync(checkout)
    for (const name of ['package.json', 'grader', 'node_modules', 'starter']) {
      symlinkSync(join(ROOT, name), join(checkout, name))
    }
    for (const who of ['ann', 'bob', 'cy']) {
      cpSync(join(ROOT, 'starter'), join(checkout, 'submissions', who), { recursive: true })
    }
    const right = join(checkout, 'submissions/dee/t1-tcp-echo')
    cpSync(join(ROOT, 'reference/t1-tcp-echo'), right, { recursive: true })
    return checkout
  })
  .extend('single', async ({ root, checkout }) => {
    const out = join(root, 'single')
    await runFile('grade-all.mjs', [join(checkout, 'submissions'), '--out', out, ...QUICK])
    return gradebookOf(out)
  })
  .extend('npm', ({ tools }) => {
    tool(tools, 'npm', INSTALLED)
    return tools
  })

/** npm, for which everything is installed already; this one is the first in the search path. */
const INSTALLED = `#!/bin/sh
[ "$1" = ci ] && exit 0
PATH="\${PATH#*:}" exec npm "$@"
`

/** A gradebook, but for how long each grade took. */
export function gradebookOf(out: string): unknown[] {
  const text = readFileSync(join(out, 'gradebook.csv'), 'utf8')
  const lines: Record<string, string>[] = parse(text, { bom: true, columns: true })
  return lines.map(({ seconds: _, ...line }) => line)
}
