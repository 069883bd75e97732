/**
 * Takes the tasks one after another, as many at a time as there are workers, until none is left or
 * the signal stops it; what has begun by then is waited for.
 */
export async function share<Task, Worker>(
  tasks: readonly Task[],
  workers: readonly Worker[],
  run: (task: Task, worker: Worker) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...tasks]
  const take = async (worker: Worker) => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      if (signal.aborted) return
      await run(task, worker)
    }
  }
  await Promise.all(workers.map(take))
}
