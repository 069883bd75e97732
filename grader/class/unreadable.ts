/** A submission that can't be graded as it is: its reason, in a sentence without a full stop. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
