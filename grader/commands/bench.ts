/**
 * `npm run bench`: how long grades take, each beside its floor: as many bare child processes, as
 * many at a time, that do nothing but start, listen and end; and what the sandbox costs a full
 * grade. Run it on a quiet machine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, timeBare } from '../bench/bare.ts'
import type { Report } from '../scoring/report.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const GRADE = join(ROOT, 'grader', 'commands', 'grade.ts')
/** As many programs at a time as the grader's own schedule lets compute at once. */
const PARALLEL = 3
const ROUNDS = 5

const SUBJECTS = [
  { name: 'reference', goal: 'at most 1.4 times its floor' },
  { name: 'starter', goal: 'under 1.2 s' },
  { name: 'fixtures/hostile/all-hang', goal: 'at most 7 s' },
]

console.log(
  `${'submission'.padEnd(28)}${'grade'.padStart(9)}${'floor'.padStart(9)}${'ratio'.padStart(8)}${'starts'.padStart(8)}  goal`,
)
for (const { name, goal } of SUBJECTS) {
  const grades: number[] = []
  const floors: number[] = []
  let starts = 0
  // In turn, so that a machine whose speed drifts is unfair to neither.
  for (let round = 0; round <= ROUNDS; round++) {
    const { ms, report } = await timeGrade(name)
    starts = report.starts
    const floor = await timeBare(starts, PARALLEL)
    // The first round only warms up.
    if (round > 0) grades.push(ms)
    if (round > 0) floors.push(floor)
  }
  const [grade, floor] = [median(grades), median(floors)]
  const columns = [
    seconds(grade).padStart(9),
    seconds(floor).padStart(9),
    (grade / floor).toFixed(2).padStart(8),
  ]
  console.log(`${name.padEnd(28)}${columns.join('')}${String(starts).padStart(8)}  ${goal}`)
}

const costs: number[] = []
let level = ''
for (let round = 0; round <= ROUNDS; round++) {
  const without = await timeGrade('reference', '--sandbox', 'off')
  const within = await timeGrade('reference', '--sandbox', 'auto')
  level = within.report.sandbox?.level ?? ''
  if (round > 0) costs.push(within.ms / without.ms - 1)
}
const cost = `${(median(costs) * 100).toFixed(0)} %`
console.log(`\nthe sandbox (${level}) costs the reference ${cost}; goal: at most 20 %`)

async function timeGrade(
  submission: string,
  ...options: string[]
): Promise<{ ms: number; report: Report }> {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-bench-'))
  const file = join(folder, 'report.json')
  const begun = performance.now()
  await run([GRADE, submission, '--json', file, ...options])
  const ms = performance.now() - begun
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return { ms, report }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] as number
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
