/**
 * `npm run bench:class`: how fast classes are graded, beside their floor: as many bare processes that
 * do nothing but start, listen and end. Sizes may be named: `npm run bench:class -- 50`. Run it on a
 * quiet machine; a class of 1000 takes its time.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { timeBare } from '../bench/bare.ts'
import { memoryOf } from '../bench/memory.ts'
import { makeClass } from '../bench/synthetic-class.ts'
import type { ClassFile } from '../class/results/class-file.ts'
import type { Row } from '../class/results/row.ts'
import { alarm } from '../harness/deadline.ts'
import type { Report } from '../scoring/report.ts'

const GRADE_ALL = join(import.meta.dirname, 'grade-all.mjs')
const SIZES = [50, 200, 1000]
/** So many of the starts tell how long all of them take. */
const SAMPLE = 1000
/** How often it is looked how much memory is used (ms). */
const LOOK = 500
/** One more than there are cores keeps them busy. */
const PARALLEL = availableParallelism() + 1

const named = process.argv.slice(2).map(Number)
console.log('students  a minute  bare  share  memory  a submission: first, last quarter')
for (const size of named.length > 0 ? named : SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'socket-lab-bench-'))
  try {
    console.log(await benchClass(folder, size))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function benchClass(folder: string, size: number): Promise<string> {
  await makeClass(join(folder, 'class'), size)
  const before = await bareRate()
  const { minutes, memory } = await gradeAll(folder)
  const bare = (before + (await bareRate())) / 2
  const out = join(folder, 'out')
  const { rows } = JSON.parse(readFileSync(join(out, 'class.json'), 'utf8')) as ClassFile
  const starts = rows.reduce((sum, row) => sum + startsOf(out, row), 0)
  const rate = size / minutes
  const bareClass = (bare * size) / starts
  const quarter = Math.ceil(rows.length / 4)
  return [
    String(size).padStart(8),
    rate.toFixed(1).padStart(10),
    bareClass.toFixed(1).padStart(6),
    `${Math.round((rate / bareClass) * 100)} %`.padStart(7),
    memory === 0 ? 'unknown' : `${Math.round(memory / 2 ** 20)} MiB`.padStart(8),
    `  ${mean(rows.slice(0, quarter))}, ${mean(rows.slice(-quarter))}`,
  ].join('')
}

/** Bare processes a minute. */
async function bareRate(): Promise<number> {
  return (SAMPLE / (await timeBare(SAMPLE, PARALLEL))) * 60_000
}

/** Grades the class, and looks now and then for the most memory that the grader takes. */
async function gradeAll(folder: string): Promise<{ minutes: number; memory: number }> {
  const args = [GRADE_ALL, join(folder, 'class'), '--out', join(folder, 'out')]
  const begun = performance.now()
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'close').then(() => true)
  let memory = 0
  while (!(await Promise.race([ended, alarm(LOOK)]))) {
    memory = Math.max(memory, memoryOf(child.pid as number) ?? 0)
  }
  return { minutes: (performance.now() - begun) / 60_000, memory }
}

function startsOf(out: string, { key }: Row): number {
  const text = readFileSync(join(out, 'submissions', key, 'report.json'), 'utf8')
  return (JSON.parse(text) as Report).starts
}

function mean(rows: readonly Row[]): string {
  const sum = rows.reduce((total, { durationMs = 0 }) => total + durationMs, 0)
  return `${(sum / rows.length / 1000).toFixed(1)} s`
}
