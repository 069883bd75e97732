import type { Program } from './program.ts'
import type { Trial } from './trial.ts'

/** How far apart two looks at a sleeping program are (ms). */
const LOOK_AGAIN = 12
/** How long a program must be silent where the system does not tell whether it sleeps (ms). */
const SILENCE = 200
/** A program that never comes to rest is typed to all the same (ms). */
const PATIENCE = 2000

/**
 * Waits until a program has come to rest, as a person would before typing: it sleeps, and prints
 * nothing, at two looks in a row. A line that is typed sooner can be lost by a right program,
 * because it asks its question only later.
 */
export async function awaitRest(trial: Trial, program: Program): Promise<void> {
  let size = -1
  let since = performance.now()
  const begun = since
  await trial.until(
    () => {
      const now = performance.now()
      const asleep = program.isAsleep
      if (asleep === false || program.output.size !== size) {
        size = program.output.size
        since = now
        return false
      }
      return now - since >= (asleep ? LOOK_AGAIN : SILENCE) || now - begun > PATIENCE
    },
    { of: [program], poll: LOOK_AGAIN, since: begun },
  )
}

/** Types a line as soon as the program waits for one. */
export async function typeLine(trial: Trial, program: Program, line: string): Promise<void> {
  await awaitRest(trial, program)
  program.type(`${line}\n`)
  trial.spoke()
}
