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
    // A grade that a test starts writes as at home, also where CI runs the tests.
    env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', GITLAB_CI: '' },
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
