/** `npm run try`: see `try-options.ts` for what it takes and its exit codes. */
import { constants } from 'node:os'
import { Ports } from '../harness/ports.ts'
import type { Program } from '../harness/program.ts'
import { Programs } from '../harness/programs.ts'
import { type Duo, startSideBySide } from '../harness/side-by-side.ts'
import { Trial } from '../harness/trial.ts'
import { awaitRest } from '../harness/typist.ts'
import { LiveView } from '../reports/live.ts'
import { print, tellFault } from './run-command.ts'
import { parseTryOptions, programOf, type TryOptions, USAGE } from './try-options.ts'

process.exit(await main(process.argv.slice(2)))

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseTryOptions(args)
    if (options) return await run(options)
    await print(`${USAGE}\n`)
    return 0
  } catch (error) {
    return tellFault(error)
  }
}

async function run(options: TryOptions): Promise<number> {
  const { protocol, isPlayed: hasInput } = options.task
  const server = programOf(options, 'server')
  const client = programOf(options, 'client')
  const programs = new Programs()
  const ports = new Ports()
  const view = newView()
  const trial = new Trial({ programs, ports })
  view.line(`trying ${options.task.title} (Ctrl-C ends)`)
  const ended = play(trial, { protocol, server, client, hasInput }, view)
  const code = await Promise.race([ended, interruption()])
  view.endLine()
  trial.close()
  await programs.close()
  ports.release()
  await print('')
  return code
}

function newView(): LiveView {
  return new LiveView((text) => process.stdout.write(text), {
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    isEchoed: process.stdin.isTTY === true,
  })
}

/** Lets the two run until the client has ended. @returns its exit code */
async function play(trial: Trial, duo: Duo, view: LiveView): Promise<number> {
  trial.log.hear = (event) => view.show(event)
  const { server, client } = await startSideBySide(trial, duo)
  if (duo.hasInput) typeInto(client)
  await trial.until(() => client.isOver, { limit: Number.POSITIVE_INFINITY })
  // What the server has still to say about its client belongs to it.
  await awaitRest(trial, server)
  for (const program of [server, client]) if (trouble(program)) view.line(trouble(program))
  return exitCode(client)
}

function typeInto(client: Program): void {
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (text: string) => client.type(text))
  process.stdin.on('end', () => client.endInput())
}

function trouble({ role, notStarted, flooded }: Program): string {
  if (notStarted) return `${role}: could not be started: ${notStarted}`
  return flooded ? `${role}: printed without end and was stopped` : ''
}

function exitCode({ exit }: Program): number {
  const signal = exit?.signal as keyof typeof constants.signals | null | undefined
  return signal ? 128 + constants.signals[signal] : (exit?.code ?? 1)
}

/** Resolves to the exit code for the signal that ends this, such as 130 for Ctrl-C. */
function interruption(): Promise<number> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve(128 + constants.signals[signal]))
  })
}
