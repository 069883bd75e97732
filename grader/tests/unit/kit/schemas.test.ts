import { Ajv } from 'ajv'
import { describe, expect, test as plain } from 'vitest'
import { readSubmission } from '../../../harness/submission.ts'
import { manifestSchema, reportSchema } from '../../../kit/schemas.ts'
import { extensions, places } from '../../../lab/tasks.ts'
import { ROOT } from '../../../proof/fixtures.ts'
import { runGrade } from '../../proof/run-grade.ts'
import { lay, test } from '../bench.ts'
import { reportWith, sampleReport } from '../reports/sample.ts'

describe('the schema of a report', () => {
  // Strict: a field that the schema does not know is a field that nobody documented.
  const validate = new Ajv().compile(reportSchema(ROOT, { additionalProperties: false }))

  plain.for([['starter'], ['reference', '--task', 't1.server', '--strict']])(
    'holds for the report of %j',
    async (args) => {
      const { stdout } = await runGrade([...args, '--json', '-'])
      validate(JSON.parse(stdout))
      expect(validate.errors ?? []).toEqual([])
    },
  )

  plain('holds for a report with a check of each status', () => {
    validate(JSON.parse(JSON.stringify(sampleReport())))
    expect(validate.errors ?? []).toEqual([])
  })

  plain.for([
    { schema: 2 },
    { score: '87' },
    { score: 1.5 },
    { tasks: [{}] },
    { kit: undefined },
    { more: 1 },
  ])('does not hold for one with %j', (change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...reportWith({}), ...change })))).toBe(false)
  })

  plain('lets readers meet fields that are added later', () => {
    const lenient = new Ajv().compile(reportSchema(ROOT, { additionalProperties: true }))
    expect(lenient({ ...JSON.parse(JSON.stringify(reportWith({}))), more: 1 })).toBe(true)
  })
})

describe('the schema of submission.json agrees with the grader', () => {
  const names = places.map((place) => place.path)
  const validate = new Ajv().compile(manifestSchema(ROOT, names))
  const program = 't1-tcp-echo/server'

  test.for<[manifest: unknown, isRight: boolean]>([
    [{ programs: { [program]: ['node', 'a.js', '-p', '{port}'] } }, true],
    [{ $schema: 'x', programs: { [program]: ['node'] } }, true],
    [{ programs: { [program]: [] } }, false],
    [{ programs: { [program]: ['node', ''] } }, false],
    [{ programs: { [program]: 'node a.js' } }, false],
    [{ programs: { [program]: ['node', 1] } }, false],
    [{ programs: { 't9-none/server': ['node'] } }, false],
    [{ programs: [] }, false],
    [{}, false],
    [[], false],
  ])('%j', ([manifest, isRight], { folder }) => {
    lay(folder, { 'submission.json': JSON.stringify(manifest), 't2-udp-echo/server.ts': '' })
    expect(validate(manifest)).toBe(isRight)
    const read = () => readSubmission(folder, places, extensions)
    if (isRight) expect(read).not.toThrow()
    else expect(read).toThrow('submission.json')
  })
})
