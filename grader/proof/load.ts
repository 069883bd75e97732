import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const BURNER = fileURLToPath(new URL('./burner.ts', import.meta.url))

/** Keeps the machine so many times too busy, by processes that compute and nothing else. */
export function burn(load: number): { putOut(): void } {
  const count = Math.round(load * availableParallelism())
  const burners = Array.from({ length: count }, () => fork(BURNER, { execArgv: [] }))
  return {
    putOut: () => {
      for (const burner of burners) burner.disconnect()
    },
  }
}
