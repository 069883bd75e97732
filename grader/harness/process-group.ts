import { spawn } from 'node:child_process'

/** Ends a program and everything in its process group, at once and without asking. */
export function endGroup(pid: number): void {
  if (process.platform === 'win32') {
    // Windows has no process groups: taskkill walks the tree instead.
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', ignore)
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function ignore(): void {}
