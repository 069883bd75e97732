import { UnusableInput } from '../../harness/unusable-input.ts'
import type { Shard } from '../results/class-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Which part of the class this machine grades: by `--shard 3/8`, or by what a scheduler set.
 * @returns undefined for the whole class
 * @throws UnusableInput
 */
export function readShard(option: string | undefined, env: Environment): Shard | undefined {
  if (option !== undefined) return parse(option)
  const scheduler = SCHEDULERS.find(({ index }) => env[index])
  return scheduler && fromScheduler(scheduler, env)
}

/** Every `of`-th of a list, so that what takes long is spread. */
export function partOf<T>(all: readonly T[], { index, of }: Shard): T[] {
  return all.filter((_, at) => at % of === index - 1)
}

/** The folder of a part's results. */
export function shardFolder({ index, of }: Shard): string {
  return `shard-${index}-of-${of}`
}

function parse(text: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text.trim())?.map(Number) ?? []
  if (index && of && index <= of) return { index, of }
  throw new UnusableInput(
    `--shard takes a part and how many there are, such as 3/8, not ${text || 'nothing'}.`,
  )
}

/** The variables in which a scheduler says which part this is, and how many there are. */
type Scheduler = { index: string; of: string; first: string | 0 | 1 }

const SCHEDULERS: readonly Scheduler[] = [
  { index: 'SLURM_ARRAY_TASK_ID', of: 'SLURM_ARRAY_TASK_COUNT', first: 'SLURM_ARRAY_TASK_MIN' },
  // Kubernetes does not say how many there are: the job's own definition has to.
  { index: 'JOB_COMPLETION_INDEX', of: 'JOB_COMPLETIONS', first: 0 },
  { index: 'CI_NODE_INDEX', of: 'CI_NODE_TOTAL', first: 1 },
]

function fromScheduler({ index, of, first }: Scheduler, env: Environment): Shard {
  const least = typeof first === 'number' ? first : Number(env[first] ?? 1)
  const part = Number(env[index]) - least + 1
  const parts = Number(env[of])
  const hasGaps = env.SLURM_ARRAY_TASK_STEP !== undefined && env.SLURM_ARRAY_TASK_STEP !== '1'
  // One task of an array alone, as when it is repeated, does not know how many there were.
  const isAlone = index.startsWith('SLURM') && parts === 1 && least > 1
  if (part >= 1 && part <= parts && !hasGaps && !isAlone) return { index: part, of: parts }
  throw new UnusableInput(
    `${index} is ${env[index]} and ${of} is ${env[of] ?? 'not set'}, which does not say which part of how many this is: name it with --shard, such as --shard 3/8, or --shard 1/1 for all.`,
  )
}
