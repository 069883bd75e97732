import { describe, expect } from 'vitest'
import { CheckFailed } from '../../../harness/check-failed.ts'
import { Random } from '../../../harness/random.ts'
import type { CheckContext } from '../../../lab/check.ts'
import { judgeRange } from '../../../lab/peers/range.ts'
import { Wording } from '../../../lab/wording/wording.ts'
import { test as base, lay, nodeProgram } from '../bench.ts'

/** Its draws can't be held: each start takes the next secret, also of several that start at once. */
const SERVER = `
  import dgram from 'node:dgram'
  import { mkdirSync, readFileSync } from 'node:fs'
  const secrets = readFileSync('secrets', 'utf8').split(' ').map(Number)
  let turn = 0
  while (!mine('turn-' + turn)) turn++
  const secret = secrets[turn % secrets.length]
  function mine(folder) {
    try {
      mkdirSync(folder)
      return true
    } catch {
      return false
    }
  }
  const server = dgram.createSocket('udp4')
  server.on('message', (data, { port, address }) => {
    const guess = Number(data)
    server.send(guess === secret ? 'CORRECT' : guess < secret ? 'HIGHER' : 'LOWER', port, address)
  })
  server.bind(Number(process.argv[2].split('=')[1]), 'localhost')`

/** Judges a server with these secrets. @returns how many starts that took, and what was found */
const test = base.extend('judge', ({ folder, trial }) => async (secrets: readonly number[]) => {
  lay(folder, { 'program.mjs': SERVER, secrets: secrets.join(' ') })
  const context: CheckContext = {
    trial,
    wording: new Wording(false),
    random: new Random('seed', 'range'),
    outcomeOf: () => undefined,
    start: async (role, options) =>
      trial.start(role, nodeProgram(folder), await trial.freePort(), options),
  }
  const found = await judgeRange(context).catch((error: unknown) => error)
  return { starts: trial.programs.length, found }
})

describe('a server whose draws can not be held', () => {
  test('is judged by many starts, and fails by a secret that no guess hits', async ({ judge }) => {
    const { found } = await judge([50, 60, 70, 20, 101, 30])
    expect(found).toBeInstanceOf(CheckFailed)
    expect((found as CheckFailed).finding.seen).toMatch(
      /^one of its (?:starts|draws) (?:held|gave) a number that no guess from 1 to 100 hits$/,
    )
  })

  test('fails nothing by a number that merely did not come up', async ({ judge }) => {
    const { found, starts } = await judge(Array.from({ length: 45 }, (_, at) => 6 + 2 * at))
    expect(found).toBeUndefined()
    expect(starts).toBeGreaterThan(5)
    expect(starts).toBeLessThan(600)
  })
})
