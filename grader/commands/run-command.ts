import { SandboxMissing } from '../harness/sandbox/sandbox.ts'
import { UnusableInput } from '../harness/unusable-input.ts'

/** Runs a command's body. @returns its exit code, or that of what it threw; never throws */
export async function runCommand(body: () => Promise<number>): Promise<number> {
  // Whoever reads no further, such as `head`, has what they want.
  process.stdout.on('error', () => process.exit(0))
  try {
    return await body()
  } catch (error) {
    return tellFault(error)
  }
}

/** Says on standard error why a command came to nothing. @returns its exit code */
export function tellFault(error: unknown): number {
  if (error instanceof UnusableInput || error instanceof SandboxMissing) {
    process.stderr.write(`${error.message}\n`)
    return error instanceof UnusableInput ? 2 : 3
  }
  process.stderr.write(`The grader itself failed: ${(error as Error).stack}\n`)
  return 3
}

/** Resolves when the text has left this process: ending before would cut it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
