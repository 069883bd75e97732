/** What the grader does by itself when a CI system runs it. */
import { randomUUID } from 'node:crypto'
import { appendFileSync, fstatSync, statSync } from 'node:fs'
import { annotations, githubLog } from '../reports/github-actions.ts'
import { gitlabLog } from '../reports/gitlab.ts'
import { type Log, simpleLog } from '../reports/log.ts'
import { markdownWithin } from '../reports/markdown.ts'
import type { Environment } from '../reports/registry.ts'
import type { Report } from '../scoring/report.ts'

/** GitHub takes 1 MiB a step and drops all of a summary that is larger (bytes). */
const SUMMARY_LIMIT = 1024 * 1024

/** How lines are written for whoever shows standard output. */
export function logOf(env: Environment): Log {
  if (env.GITHUB_ACTIONS === 'true') return githubLog(randomUUID())
  return env.GITLAB_CI === 'true' ? gitlabLog(new Date()) : simpleLog
}

/** Lines for standard output besides the report: none outside of a system that reads some. */
export function commandsFor(report: Report, env: Environment): string[] {
  return env.GITHUB_ACTIONS === 'true' ? annotations(report) : []
}

/** Adds the report to the job's summary, where there is one. A summary is no reason to fail. */
export function writeSummary(report: Report, env: Environment): void {
  const file = env.GITHUB_STEP_SUMMARY
  if (!file) return
  try {
    const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    const room = SUMMARY_LIMIT - used
    const text = markdownWithin(report, room)
    if (Buffer.byteLength(text) <= room) appendFileSync(file, text)
  } catch (error) {
    process.stderr.write(`The job's summary can't be written: ${(error as Error).message}\n`)
  }
}

/**
 * Whether standard output shows colours: a terminal, or the log of a CI system that does, unless
 * the environment says otherwise. A file shows none.
 */
export function hasColour(env: Environment): boolean {
  if (env.NO_COLOR) return false
  if (process.stdout.isTTY) return env.TERM !== 'dumb'
  const isLog = env.GITHUB_ACTIONS === 'true' || env.GITLAB_CI === 'true'
  return isLog && !fstatSync(process.stdout.fd).isFile()
}
