import type { Report } from '../scoring/report.ts'
import { jsonReport } from './json.ts'
import { markdownReport } from './markdown.ts'

/** A form in which a report can be written: `--format NAME=FILE`. */
export type Format = {
  name: string
  /** What it is, in a few words, for `--help`. */
  title: string
  /** A pure function; the environment is for a host that says there which submission it is. */
  render(report: Report, env: Environment): string
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Every format, in the order in which `--help` lists them. */
export const formats: readonly Format[] = [
  { name: 'json', title: 'the whole report, as --json', render: jsonReport },
  { name: 'markdown', title: 'a page for people', render: markdownReport },
]
