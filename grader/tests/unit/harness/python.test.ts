import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { type LaunchSpec, PYTHON } from '../../../harness/launch.ts'
import { test as base, ended, firstLine, lay, PATIENCE } from '../bench.ts'

const test = base.extend('python', ({ folder, trial }) => async (text: string) => {
  lay(folder, { 'program.py': text })
  const path = join(folder, 'program.py')
  const spec: LaunchSpec = { name: 'program.py', kind: 'python', path, cwd: folder }
  return trial.start('server', spec, await trial.freePort())
})

describe.skipIf(spawnSync(PYTHON, ['--version']).error)('a Python program (needs Python)', () => {
  test('runs in UTF-8, whatever it is printed to', async ({ trial, python }) => {
    const text = 'import sys\nprint(sys.flags.utf8_mode, sys.stdout.encoding, "Grüße 👋")\n'
    expect(await firstLine(trial, await python(text))).toBe('1 utf-8 Grüße 👋')
  })

  test('is seen to print before it ends, also without a newline', async ({ trial, python }) => {
    const program = await python('import time\nprint("guess: ", end="")\ntime.sleep(60)\n')
    const seen = () => program.output.plainText === 'guess: '
    expect(await trial.until(seen, { of: [program], limit: PATIENCE })).toBe(true)
  })

  test('prints whole lines, also from several threads', async ({ trial, python }) => {
    const program = await ended(trial, await python(THREADS))
    const lines = program.output.lines.map((line) => line.text)
    expect(new Set(lines)).toEqual(new Set(['one two', 'three four']))
    expect(lines).toHaveLength(4000)
  })

  test('has a print that does not bind, and fails as usual', async ({ trial, python }) => {
    const program = await ended(trial, await python(METHOD))
    expect(program.output.plainText).toContain('said\nsep must be None or a string, not int\n')
    expect(program.output.plainText).not.toContain('sitecustomize')
  })

  test('leaves no byte code behind', async ({ trial, folder, python }) => {
    lay(folder, { 'words.py': 'WAITING = "Waiting"\n' })
    const program = await ended(trial, await python('import words\nprint(words.WAITING)\n'))
    expect(program.exit).toEqual({ code: 0, signal: null })
    expect(readdirSync(folder).toSorted()).toEqual(['program.py', 'words.py'])
  })

  test('gets its port as an argument', async ({ trial, python }) => {
    const program = await python('import sys\nprint(sys.argv[1:])\n')
    expect(await firstLine(trial, program)).toBe(`['--port=${program.port}']`)
  })
})

const THREADS = `import threading
def say(*words):
    for _ in range(2000): print(*words)
for words in [("one", "two"), ("three", "four")]: threading.Thread(target=say, args=words).start()
`
const METHOD = `class Log:
    say = print
Log().say("said")
try: print("x", sep=1)
except TypeError as error: print(error)
print("\\udcff")
`
