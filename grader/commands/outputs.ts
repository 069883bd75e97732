import { writeFileSync } from 'node:fs'
import { UnusableInput } from '../harness/unusable-input.ts'
import type { Environment, Format } from '../reports/registry.ts'
import { terminalReport } from '../reports/terminal.ts'
import type { Report } from '../scoring/report.ts'
import { commandsFor, hasColour, logOf, writeSummary } from './ci.ts'
import { print } from './run-command.ts'

/** A place for the report, and its form there. */
export type Output = {
  format: Format
  /** `-`: standard output, with nothing else on it. */
  file: string
  /** As it was asked for. */
  option: string
}

/** Tries the files before the grade: a report that can't be written should not cost one. */
export function tryOutputs(outputs: readonly Output[]): void {
  for (const { file } of files(outputs)) save(file, '')
}

/** Whether one of them leaves no room for the report for people. */
export function hasStandardOutput(outputs: readonly Output[]): boolean {
  return outputs.some(({ file }) => file === '-')
}

/**
 * Writes the report for people and in each format that was asked for. @throws UnusableInput
 * @param whole what files get, where the report is of a part that was graded again
 */
export async function writeReport(
  report: Report,
  outputs: readonly Output[],
  whole = report,
): Promise<void> {
  const { env } = process
  writeFiles(whole, outputs)
  writeSummary(report, env)
  const only = outputs.find(({ file }) => file === '-')
  await print(only ? only.format.render(report, env) : forPeople(report, env))
}

/** Writes the files alone. @throws UnusableInput */
export function writeFiles(report: Report, outputs: readonly Output[]): void {
  for (const { format, file } of files(outputs)) save(file, format.render(report, process.env))
}

function forPeople(report: Report, env: Environment): string {
  const text = terminalReport(report, { colour: hasColour(env), log: logOf(env) })
  return (
    text +
    commandsFor(report, env)
      .map((line) => `${line}\n`)
      .join('')
  )
}

function files(outputs: readonly Output[]): Output[] {
  return outputs.filter(({ file }) => file !== '-')
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UnusableInput(`The report can't be written to ${file}: ${(error as Error).message}.`)
  }
}
