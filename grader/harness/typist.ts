import type { Program } from './program.ts'
import type { Trial } from './trial.ts'

/** How far apart two looks at a sleeping program are (ms). */
const LOOK_AGAIN = 12
/** How long a program must be silent where the system does not tell whether it sleeps (ms). */
const SILENCE = 200
/** A program that never comes to rest is typed to all the same, once it has begun (ms). */
const PATIENCE = 2000

/**
 * Waits until a program has come to rest, as a person would before typing: it sleeps, and prints
 * nothing, at two looks in a row. A line that is typed sooner can be lost by a right program,
 * because it asks its question only later. What it has printed by then is here: on a busy machine a
 * program can wait for an answer to a question that the grader has not read yet.
 */
export async function awaitRest(trial: Trial, program: Program): Promise<void> {
  const begun = performance.now()
  let last = { size: -1, computed: -1, at: begun }
  let isHere: (() => boolean) | undefined
  await trial.until(
    () => {
      const now = performance.now()
      const activity = program.activity
      const { size } = program.output
      const isMoving = activity?.asleep === false || program.isTypedTo
      const computed = isMoving ? -1 : (activity?.computed ?? 0)
      if (isMoving || size !== last.size || computed !== last.computed) {
        last = { size, computed, at: now }
        isHere = undefined
        return now - begun > PATIENCE && !program.isBeginning
      }
      if (now - last.at < (activity ? LOOK_AGAIN : SILENCE)) return false
      isHere ??= program.catchUp()
      return isHere()
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
