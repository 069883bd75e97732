import { describe } from 'vitest'
import type { Binding } from '../../../harness/hints.ts'
import { ended, PATIENCE, test } from '../bench.ts'

const LOW = 0.0001
const HIGH = 0.9999

describe('held draws', () => {
  test.for<[string, unknown, unknown]>([
    ['Math.floor(Math.random() * 99) + 1', 1, 99],
    ['crypto.randomInt(1, 100)', 1, 99],
    ['crypto.randomInt(100)', 0, 99],
    ['await new Promise((it) => crypto.randomInt(1, 100, (_, n) => it(n)))', 1, 99],
    ['randomInt(1, 100)', 1, 99],
    ['crypto.randomBytes(2).readUInt16BE()', 0, 65_535],
    ['await new Promise((it) => crypto.randomBytes(1, (_, b) => it(b[0])))', 0, 255],
    ['globalThis.crypto.getRandomValues(new Uint8Array(1))[0]', 0, 255],
    ['crypto.webcrypto.getRandomValues(new Uint32Array(1))[0]', 0, 2 ** 32 - 1],
    ['crypto.getRandomValues(new Uint16Array(1))[0]', 0, 65_535],
  ])('%s', async ([draw, low, high], { trial, run, expect }) => {
    const text = `
      import crypto, { randomInt } from 'node:crypto'
      console.log(${draw})`
    const [least, most] = [await run(text, { draw: LOW }), await run(text, { draw: HIGH })]
    await Promise.all([ended(trial, least), ended(trial, most)])
    expect(least.output.plainText).toBe(`${low}\n`)
    expect(most.output.plainText).toBe(`${high}\n`)
  })

  test('are the first 1000 only: who draws until it likes a number is not kept for ever', async ({
    trial,
    run,
    expect,
  }) => {
    const text = `
      const draws = Array.from({ length: 2000 }, () => Math.random())
      console.log(draws.filter((it) => it === ${LOW}).length)`
    expect((await ended(trial, await run(text, { draw: LOW }))).output.plainText).toBe('1000\n')
  })

  test('leave wrong use to Node', async ({ trial, run, expect }) => {
    const text = `process.getBuiltinModule('node:crypto').randomInt(5, 1)`
    const { output } = await ended(trial, await run(text, { draw: LOW }))
    expect(output.plainText).toContain('ERR_OUT_OF_RANGE')
  })

  test('are drawn freely unless they are asked for', async ({ trial, run, expect }) => {
    const text = 'console.log(new Set(Array.from({ length: 50 }, () => Math.random())).size)'
    expect((await ended(trial, await run(text))).output.plainText).toBe('50\n')
  })
})

describe('what a program binds is told', () => {
  const cases: [string, string, Omit<Binding, 'port'>][] = [
    [
      'TCP',
      `import net from 'node:net'; net.createServer().listen(port, '127.0.0.1')`,
      { protocol: 'tcp', address: '127.0.0.1' },
    ],
    [
      'UDP',
      `import dgram from 'node:dgram'; dgram.createSocket('udp6').bind(port, '::1')`,
      { protocol: 'udp', address: '::1' },
    ],
  ]
  test.for(cases)('%s', async ([, text, binding], { trial, run, expect }) => {
    const server = await run(`const port = Number(process.argv[2].split('=')[1]); ${text}`)
    await trial.until(() => server.bindings.length > 0, { of: [server], limit: PATIENCE })
    expect(server.bindings).toEqual([{ ...binding, port: server.port }])
  })

  test('but what it writes there itself is not believed to be anything', async ({
    trial,
    run,
    expect,
  }) => {
    const text = `import { writeSync } from 'node:fs'; writeSync(3, 'no such thing\\n'); console.log('done')`
    const program = await ended(trial, await run(text))
    expect(program.bindings).toEqual([])
    expect(program.output.plainText).toBe('done\n')
    expect(program.exit?.code).toBe(0)
  })
})
