import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Ended } from '../run-grade.ts'
import { run } from './host.ts'

type Step = {
  id?: string
  if?: string
  uses?: string
  run?: string
  'working-directory'?: string
  env?: Record<string, string>
  with?: Record<string, string>
}

/** What a run of a workflow leaves. */
export type WorkflowRun = {
  steps: {
    name: string
    ended?: Ended
    inputs: Record<string, string>
    env: Record<string, string>
  }[]
  summary: string
  temp: string
}

/**
 * Runs the only job of a GitHub Actions workflow as its runner does: each `run` by bash, with the
 * runner's variables and files. An action is not run; what it would be given is kept. The first
 * step that fails ends the job, but for steps that always run.
 */
export async function runWorkflow(
  file: string,
  {
    root,
    tools,
    student,
    vars,
  }: Record<'root' | 'tools' | 'student', string> & {
    vars: Record<string, string>
  },
): Promise<WorkflowRun> {
  const temp = join(root, 'temp')
  const workspace = join(root, 'workspace')
  const [summary, output] = [join(root, 'summary.md'), join(root, 'output')]
  for (const folder of [temp, workspace]) mkdirSync(folder)
  const [job] = Object.values(parse(readFileSync(file, 'utf8')).jobs) as [{ steps: Step[] }]
  const context: Record<string, string> = { 'runner.temp': temp }
  for (const [name, value] of Object.entries(vars)) context[`vars.${name}`] = value
  const steps: WorkflowRun['steps'] = []
  let hasFailed = false
  for (const step of job.steps) {
    if (hasFailed && step.if !== 'always()') continue
    const env = filled(step.env, context)
    const name = step.uses ?? step.run ?? ''
    if (step.uses?.startsWith('actions/checkout@')) {
      cpSync(student, join(workspace, 'starter'), { recursive: true })
    }
    if (step.run === undefined) {
      steps.push({ name, inputs: filled(step.with, context), env })
      continue
    }
    writeFileSync(output, '')
    const ended = await run(['bash', '-e', '-c', fill(step.run, context)], {
      cwd: fill(step['working-directory'] ?? workspace, context),
      env: {
        ...env,
        ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp },
        ...{ GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output },
      },
      tools,
    })
    for (const line of readFileSync(output, 'utf8').split('\n')) {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? []
      if (key) context[`steps.${step.id}.outputs.${key}`] = value as string
    }
    hasFailed ||= ended.code !== 0
    steps.push({ name, ended, inputs: {}, env })
  }
  return { steps, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '', temp }
}

function filled(values: Record<string, string> = {}, context: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(values).map(([key, it]) => [key, fill(`${it}`, context)]),
  )
}

/** Fills in what stands in `${{ … }}`. */
function fill(text: string, context: Record<string, string>): string {
  return text.replace(/\$\{\{\s*([^}\s]+)\s*\}\}/g, (_, name) => context[name] ?? '')
}
