import { visible } from './bytes.ts'

/** Bad input: one sentence that names the thing and the way out. Exit code 2. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput'

  /** @param sentence may hold what a submission says: nothing of it acts on a terminal */
  constructor(sentence: string) {
    super(visible(sentence))
  }
}
