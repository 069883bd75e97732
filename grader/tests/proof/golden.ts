import type { Report } from '../../scoring/report.ts'

/**
 * Fixtures whose whole terminal report is kept in `golden/`: read them as a beginner would. After
 * a change of wording, `npx vitest run fixtures -u` writes them anew; read each difference.
 */
export const GOLDEN = new Set([
  'wrong/t1-server-never-listens',
  'wrong/t1-server-other-loopback',
  'wrong/t1-server-binds-udp',
  'wrong/t1-server-exits-at-once',
  'wrong/t1-server-uppercase',
  'wrong/t1-server-adds-newline',
  'wrong/t1-server-utf8-echo',
  'wrong/t1-server-log-own-port',
  'wrong/t1-server-waiting-once',
  'wrong/t1-server-log-without-data',
  'wrong/py-t1-server-asks-for-port',
  'wrong/py-t1-server-python-2',
  'wrong/py-t1-server-lan-address',
  'wrong/py-t1-server-sends-text',
  'wrong/py-t1-server-decodes-before-echo',
  'wrong/py-t1-client-sends-text',
  'wrong/py-t1-client-spins-silently',
  'wrong/t1-client-adds-newline',
  'wrong/t1-client-never-connects',
  'wrong/t1-client-one-line',
  'wrong/t1-client-waits-for-server',
  'wrong/t1-client-exit-code-1',
  'wrong/t2-server-counts-characters',
  'wrong/t2-server-never-replies',
  'wrong/t2-server-other-socket',
  'wrong/t2-client-never-exits',
  'wrong/t2-client-sends-twice',
  'wrong/t2-client-first-16',
  'wrong/t3-client-never-prints',
  'wrong/t3-client-one-guess',
  'wrong/t3-client-input-left-open',
  'wrong/t3-client-five-guesses',
])

/** What happens at a moment of its own, or in as many parts as it likes. */
const CHANCE: string[] = ['printed', 'exit', 'close', 'note', 'gap']

/** The same report whenever it is made: without what the machine, the port or the moment decides. */
export function normalised(report: Report): Report {
  const text = JSON.stringify({
    ...report,
    submission: 'SUBMISSION',
    kit: { version: 'VERSION', rubric: 'RUBRIC' },
    sandbox: { mode: 'auto', level: 'full', layers: [], missing: [] },
    durationMs: 1000,
    tasks: report.tasks.map((task) => ({
      ...task,
      checks: task.checks.map((check) => ({
        ...check,
        durationMs: 0,
        ...(check.repeat && { repeat: check.repeat.replace(/-- \S+/, '-- SUBMISSION') }),
        // When output arrives between messages, and in how many parts, is chance.
        evidence: check.evidence
          .filter((event) => !CHANCE.includes(event.kind))
          .map(({ base64, size, ...event }) => ({ ...event, at: 0, port: 0 })),
        // The terminal shows nothing of it.
        printed: [],
      })),
    })),
  })
  return JSON.parse(
    text
      .replace(/(?<![\d.A-Za-z])[1-6]\d{4}(?![\dA-Za-z])/g, 'PORT5')
      .replace(/\/tmp\/[\w.-]+/g, 'TMP'),
  )
}
