import { defineConfig } from 'vitest/config'

/** The grader's own tests; grading itself does not use Vitest. */
export default defineConfig({
  test: {
    include: ['grader/tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Most of a grade is waiting for programs that hang: the schedule limits what computes at once.
    maxConcurrency: 12,
    testTimeout: 300_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      // The commands, the worker and the supervisor are processes of their own.
      autoAttachSubprocess: true,
      include: ['grader/**/*.ts'],
      exclude: ['grader/tests/**'],
      thresholds: { lines: 90 },
    },
  },
})
