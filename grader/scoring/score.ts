import { show } from '../harness/bytes.ts'
import { type Language, type LaunchSpec, languageOf } from '../harness/launch.ts'
import type { SandboxSummary } from '../harness/sandbox/summary.ts'
import type { TypeProblem } from '../harness/type-check.ts'
import type { WireEvent } from '../harness/wire-log.ts'
import { type Outcome, permits } from '../lab/outcome.ts'
import { hintOf, type Rule, rubric, ruleOf } from '../lab/rubric.ts'
import { programsOf } from '../lab/tasks.ts'
import { kit } from './kit.ts'
import type { CheckReport, EvidenceEvent, Report } from './report.ts'
import { totals } from './totals.ts'

/** What a grade left, apart from the rubric. */
export type Graded = {
  submission: string
  outcomes: ReadonlyMap<string, Outcome>
  /** The checks that were asked for. */
  selected: readonly string[]
  /** The programs that are there, by task and role: hints are in their language. */
  programs?: Readonly<Record<string, LaunchSpec>>
  /** Why a program is not there, by task and role. */
  missing: Readonly<Record<string, string>>
  gradedAt: string
  durationMs: number
  seed: string
  strict: boolean
  sandbox?: SandboxSummary
  /** What of the submission was left out, in sentences. */
  notes?: readonly string[]
  faults: readonly string[]
  typeErrors?: readonly TypeProblem[]
}

/** The report of a grade: every selected check of the rubric is in it, whatever became of its run. */
export function score(graded: Graded): Report {
  const { submission, gradedAt, durationMs, seed, strict, sandbox } = graded
  const rules = rubric.filter((rule) => graded.selected.includes(rule.id))
  const { tasks, ...sums } = totals(rules.map((rule) => reportOf(rule, graded)))
  return {
    schema: 1,
    submission,
    ...sums,
    gradedAt,
    durationMs,
    starts: [...graded.outcomes.values()].reduce((sum, outcome) => sum + outcome.starts, 0),
    seed,
    strict,
    kit,
    ...(sandbox && { sandbox }),
    notes: [...(graded.notes ?? [])],
    typeErrors: [...(graded.typeErrors ?? [])],
    faults: [...graded.faults],
    tasks,
  }
}

function reportOf(rule: Rule, graded: Graded): CheckReport {
  const outcome = graded.outcomes.get(rule.id)
  const { status, message } = judge(rule, outcome, graded)
  return {
    id: rule.id,
    title: rule.title,
    level: rule.level,
    status,
    points: status === 'passed' ? rule.points : 0,
    max: rule.points,
    durationMs: outcome?.durationMs ?? 0,
    message,
    hint: status === 'passed' ? '' : hintOf(rule, languageIn(rule, graded)),
    ...(status === 'failed' && { repeat: repeat(rule.id, graded) }),
    ...(status === 'failed' && { expected: outcome?.expected, seen: outcome?.seen }),
    evidence: (outcome?.evidence ?? []).map((event) => evidence(event, status)),
    printed: [...(outcome?.printed ?? [])],
  }
}

/** The language of the program that a check judges; undefined where two programs differ in it. */
function languageIn({ id }: Rule, { programs = {} }: Graded): Language | undefined {
  const specs = programsOf(id).map((program) => programs[program])
  const languages = new Set(specs.map((spec) => spec && languageOf(spec)))
  return languages.size === 1 ? [...languages][0] : undefined
}

function repeat(id: string, { submission, seed, strict }: Graded): string {
  const folder = /\s/.test(submission) ? JSON.stringify(submission) : submission
  return `npm run grade -- ${folder} --task ${id} --seed ${seed}${strict ? ' --strict' : ''}`
}

/** Theirs, before theirs, or ours: the one place that tells failed, blocked and error apart. */
function judge(
  rule: Rule,
  outcome: Outcome | undefined,
  { outcomes, missing }: Graded,
): Pick<CheckReport, 'status' | 'message'> {
  const [absent] = programsOf(rule.id).flatMap((program) => missing[program] ?? [])
  if (absent) return { status: 'blocked', message: `not judged: ${absent}` }
  const cause = rule.needs.find((need) => !permits(outcomes.get(need)))
  if (cause) return because(cause, outcomes)
  if (!outcome || outcome.result === 'not-run') {
    return { status: 'error', message: 'the grader itself failed: this check was not carried out' }
  }
  if (outcome.result === 'error') return { status: 'error', message: outcome.message }
  if (outcome.result === 'held') return { status: 'passed', message: '' }
  const blamed = rule.blames.find((id) => outcomes.get(id)?.result !== 'held')
  if (blamed) return because(blamed, outcomes)
  return { status: 'failed', message: outcome.message }
}

/** Blocked by a check that failed, however far up; an error up there is an error here too. */
function because(
  id: string,
  outcomes: ReadonlyMap<string, Outcome>,
): Pick<CheckReport, 'status' | 'message'> {
  const outcome = outcomes.get(id)
  const rule = ruleOf(id)
  const further = rule.needs.find((need) => !permits(outcomes.get(need)))
  const blamed = rule.blames.find((other) => outcomes.get(other)?.result === 'failed')
  if (outcome?.result === 'failed' && blamed) return because(blamed, outcomes)
  if (outcome?.result === 'failed') {
    return { status: 'blocked', message: `not judged, because ${id} failed first (${rule.title})` }
  }
  if (further) return because(further, outcomes)
  return {
    status: 'error',
    message: `the grader itself failed: ${id}, which this builds on, was not carried out`,
  }
}

function evidence({ bytes, ...event }: WireEvent, status: CheckReport['status']): EvidenceEvent {
  const at = Math.round(event.at * 10) / 10
  if (!bytes) return { ...event, at }
  const buffer = Buffer.from(bytes)
  const kept = status === 'passed' ? BYTES.passed : BYTES.other
  return {
    ...event,
    at,
    text: show(buffer, 200),
    base64: buffer.subarray(0, kept).toString('base64'),
    ...(buffer.length > kept && { size: buffer.length }),
  }
}

/** So many bytes of an event are kept: where a check passed, nobody looks for the one that is wrong. */
const BYTES = { passed: 256, other: 1024 }
