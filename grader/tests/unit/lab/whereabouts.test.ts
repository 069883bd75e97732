import { expect } from 'vitest'
import type { Program } from '../../../harness/program.ts'
import { elsewhere } from '../../../lab/whereabouts.ts'
import { test as base, ended, firstLine, lay, nodeProgram } from '../bench.ts'

/** A UDP server that uses this port, whatever the grader says. */
const onPort = (port: number) => `
  import dgram from 'node:dgram'
  dgram.createSocket('udp4').bind(${port}, '127.0.0.1', () => console.log('bound'))
`

const test = base.extend('fixed', ({ folder, trial }) => async (names: [string, string]) => {
  trial.fellows = new Set([trial])
  const port = await trial.freePort()
  lay(folder, Object.fromEntries(names.map((name) => [name, onPort(port)])))
  const start = async (name: string) =>
    trial.start('server', nodeProgram(folder, name), await trial.freePort())
  const first = await start(names[0])
  await firstLine(trial, first)
  const second = await ended(trial, await start(names[1]))
  const tell = (server: Program) => elsewhere(trial, server, 'udp')
  return { port, first: tell(first), second: tell(second) }
})

const isLinux = process.platform === 'linux'
const WHY = 'on Linux, where the system tells which process holds a port'

test.skipIf(!isLinux)(`a port that another program holds is named, ${WHY}`, async ({ fixed }) => {
  const { port, first, second } = await fixed(['echo.mjs', 'game.mjs'])
  expect(first).toBe(`it opened port ${port} (127.0.0.1), not the one that --port gave; `)
  expect(second).toBe(`port ${port}, not the one that --port gave, is still held by echo.mjs; `)
})

test.skipIf(!isLinux)(`a port that an earlier start holds is named, ${WHY}`, async ({ fixed }) => {
  const { port, second } = await fixed(['echo.mjs', 'echo.mjs'])
  expect(second).toContain(`port ${port}, not the one that --port gave, is still held by another`)
})
