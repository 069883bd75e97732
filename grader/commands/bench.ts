/**
 * `npm run bench`: how long grades take, each beside its floor: as many bare child processes, as
 * many at a time, that do nothing but start, listen and end; six programs that hang beside one
 * wait; the sandbox beside none. Run it on a quiet machine. `grader/bench/budget.json` says how
 * many times its unit each may take.
 *
 * Exit code: 0 all are within the budget; 1 one is not.
 */
import { timeBare } from '../bench/bare.ts'
import { budget, PARALLEL, ratioOf, timeGrade } from '../bench/speed.ts'
import { LIMIT } from '../harness/deadline.ts'

const ROUNDS = 5
let isOver = false

console.log(row('', 'takes', 'unit', 'ratio', 'budget'))
for (const name of ['reference', 'starter']) {
  await tell(name, async () => {
    const { ms, report } = await timeGrade(name)
    return { took: ms, unit: await timeBare(report.starts, PARALLEL) }
  })
}
await tell('all-hang', async () => {
  const { ms } = await timeGrade('fixtures/hostile/all-hang')
  return { took: ms, unit: LIMIT }
})
await tell('sandbox', async () => {
  const { ms } = await timeGrade('reference', '--sandbox', 'off')
  return { took: (await timeGrade('reference')).ms, unit: ms }
})
process.exitCode = isOver ? 1 : 0

async function tell(name: string, measure: Parameters<typeof ratioOf>[1]): Promise<void> {
  const { took, unit, ratio } = await ratioOf(ROUNDS, measure)
  const { most, unit: what } = budget[name] as { most: number; unit: string }
  if (ratio > most) isOver = true
  const verdict = ratio > most ? ', over the budget' : ''
  const columns = [seconds(took), seconds(unit), ratio.toFixed(2), `${most}`] as const
  console.log(`${row(name, ...columns)} times ${what}${verdict}`)
}

function row(name: string, ...columns: readonly string[]): string {
  return name.padEnd(14) + columns.map((text) => text.padStart(9)).join('')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
