import { defineConfig } from 'vitest/config'

/** The grader's own tests; grading itself is set up in `grader/engine/run.ts`. */
export default defineConfig({
  test: {
    include: ['grader/tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['grader/**/*.ts'],
      exclude: ['grader/tests/**'],
      thresholds: { lines: 90 },
    },
  },
})
