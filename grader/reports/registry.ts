import type { Report } from '../scoring/report.ts'
import { classroom50Report } from './classroom50.ts'
import { githubClassroomReport } from './github-classroom.ts'
import { gradescopeReport } from './gradescope.ts'
import { htmlReport } from './html/report-page.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import { prairielearnReport } from './prairielearn.ts'
import { tapReport } from './tap.ts'

/** A form in which a report can be written: `--format NAME=FILE`. */
export type Format = {
  name: string
  /** What it is, in a few words, for `--help`. */
  title: string
  /** A pure function; the environment is for a host that says there which submission it is. */
  render(report: Report, env: Environment): string
  /** Its reader may look before the grade is over: what is known by then is there. */
  isReadAnyTime?: true
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Every format, in the order in which `--help` lists them. */
export const formats: readonly Format[] = [
  { name: 'json', title: 'the whole report, as --json', render: jsonReport },
  { name: 'html', title: 'a page for people, in one file', render: htmlReport },
  { name: 'markdown', title: 'the same as Markdown, without the pictures', render: markdownReport },
  { name: 'junit', title: "JUnit's XML, for most CI systems", render: junitReport },
  { name: 'tap', title: 'the Test Anything Protocol, version 14', render: tapReport },
  {
    name: 'gradescope',
    title: "Gradescope's results.json",
    render: gradescopeReport,
    isReadAnyTime: true,
  },
  { name: 'prairielearn', title: "PrairieLearn's results.json", render: prairielearnReport },
  { name: 'classroom50', title: "Classroom 50's result.json", render: classroom50Report },
  {
    name: 'github-classroom',
    title: "outputs for GitHub Classroom's grading reporter",
    render: githubClassroomReport,
  },
]
