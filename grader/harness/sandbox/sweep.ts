import { list, read } from '../proc.ts'

/**
 * Ends what a grade's programs have left running where nothing else keeps them in: processes that
 * have its workplace in their environment, as everything has that they start (Linux).
 */
export function sweep(folder: string): void {
  if (process.platform !== 'linux') return
  for (const name of list('/proc')) {
    const pid = Number(name)
    if (pid > 0 && pid !== process.pid && read(`/proc/${name}/environ`)?.includes(`${folder}/`)) {
      end(pid)
    }
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
