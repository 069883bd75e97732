import { expect, test } from 'vitest'
import { programsOf } from '../../../lab/tasks.ts'

test('a pair runs both programs, any other check its own', () => {
  expect(programsOf('t2.pair.transcript')).toEqual(['t2.server', 't2.client'])
  expect(programsOf('t3.client.stop')).toEqual(['t3.client'])
})
