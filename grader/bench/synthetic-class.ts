import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures, ROOT, withLaid } from '../proof/fixtures.ts'

/** Every so many-th student has done nothing. */
const IDLE = 8

/**
 * Makes a folder of submissions, named as Moodle does: right and wrong programs in turn, and now and
 * then the starter.
 */
export async function makeClass(folder: string, students: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const all = [...fixtures('right'), ...fixtures('wrong')]
  const step = stepThrough(all.length)
  for (let number = 1; number <= students; number++) {
    const name = `Student ${String(number).padStart(4, '0')}_${number + 1000}_assignsubmission_file`
    const copy = async (from: string) => cpSync(from, join(folder, name), { recursive: true })
    const fixture = all[(number * step) % all.length]
    if (number % IDLE === 0 || !fixture) await copy(join(ROOT, 'starter'))
    else await withLaid(fixture.folder, copy)
  }
}

/** A step that reaches all of so many things before one of them again, and neighbours late. */
function stepThrough(count: number): number {
  let step = Math.floor(count * 0.38)
  while (divisor(step, count) > 1) step++
  return step
}

/** The greatest common one. */
function divisor(left: number, right: number): number {
  return right === 0 ? left : divisor(right, left % right)
}
