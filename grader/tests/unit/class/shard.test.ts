import { expect, test } from 'vitest'
import { partOf, readShard } from '../../../class/run/shard.ts'

test.for([
  ['by the option', '3/8', {}, { index: 3, of: 8 }],
  ['the option before any scheduler', '1/2', { CI_NODE_INDEX: '5' }, { index: 1, of: 2 }],
  ['none', undefined, {}, undefined],
  [
    'by Slurm',
    undefined,
    { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '8' },
    { index: 3, of: 8 },
  ],
  [
    'by Slurm from 0',
    undefined,
    { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_COUNT: '4' },
    { index: 4, of: 4 },
  ],
  [
    'by Kubernetes',
    undefined,
    { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '4' },
    { index: 1, of: 4 },
  ],
  ['by GitLab', undefined, { CI_NODE_INDEX: '4', CI_NODE_TOTAL: '4' }, { index: 4, of: 4 }],
] as const)('which part: %s', ([, option, env, expected]) => {
  expect(readShard(option, env)).toEqual(expected)
})

test.for([
  ['0/8', {}],
  ['9/8', {}],
  ['3', {}],
  ['', {}],
  ['a/b', {}],
  [undefined, { JOB_COMPLETION_INDEX: '3' }],
  [undefined, { CI_NODE_INDEX: '5', CI_NODE_TOTAL: '4' }],
  [undefined, { SLURM_ARRAY_TASK_ID: 'x', SLURM_ARRAY_TASK_COUNT: '4' }],
  // One task alone, and every second one: it can't be told of how many.
  [undefined, { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '3', SLURM_ARRAY_TASK_COUNT: '1' }],
  [
    undefined,
    {
      SLURM_ARRAY_TASK_ID: '3',
      SLURM_ARRAY_TASK_MIN: '1',
      SLURM_ARRAY_TASK_COUNT: '4',
      SLURM_ARRAY_TASK_STEP: '2',
    },
  ],
] as const)('what says nothing of the kind is a sentence: %j', ([option, env]) => {
  expect(() => readShard(option, env)).toThrow(/--shard.*3\/8/)
})

test('the parts have everything once, and are of one size', () => {
  const all = Array.from({ length: 103 }, (_, number) => number)
  const parts = Array.from({ length: 8 }, (_, at) => partOf(all, { index: at + 1, of: 8 }))
  expect(parts.flat().toSorted((left, right) => left - right)).toEqual(all)
  expect(new Set(parts.map((part) => part.length))).toEqual(new Set([12, 13]))
})
