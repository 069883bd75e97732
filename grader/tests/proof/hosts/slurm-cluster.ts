import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'

/** Why no cluster can be made here; undefined if one can. */
export const noSlurm: string | undefined = reasonAgainst()

function reasonAgainst(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has Slurm'
  const missing = ['slurmctld', 'slurmd', 'sbatch', 'munged'].find((name) => {
    return spawnSync(name, ['-V'], { env: environment() }).error
  })
  if (missing) return `there is no ${missing} here: install slurm-wlm and munge`
  return process.getuid?.() === 0 ? undefined : 'only root can start what starts jobs'
}

/** Longer than anything of Slurm takes to start, also on a busy machine (ms). */
const PATIENCE = 60_000

/** A cluster of one node, which is this machine: Slurm's own daemons, in a folder of their own. */
export class SlurmCluster {
  readonly #folder: string
  readonly #daemons: ChildProcess[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  async start(): Promise<void> {
    const at = (name: string) => join(this.#folder, name)
    for (const name of ['state', 'spool']) mkdirSync(at(name), { recursive: true })
    writeFileSync(at('key'), Buffer.alloc(128, 'a key of one test'), { mode: 0o600 })
    writeFileSync(at('slurm.conf'), await this.#configuration())
    const files = ['key', 'socket', 'pid', 'log', 'seed'].map((name) => {
      const file = name === 'key' ? at('key') : at(`munge.${name}`)
      return `--${name === 'socket' ? 'socket' : `${name}-file`}=${file}`
    })
    this.#daemon('munged', ['--foreground', '--force', ...files])
    this.#daemon('slurmctld', ['-D', '-i', '-f', at('slurm.conf')])
    this.#daemon('slurmd', ['-D', '-f', at('slurm.conf')])
    await expect.poll(() => this.run('sinfo', '--noheader', '--format=%t'), WAIT).toBe('idle')
  }

  /** Runs one of Slurm's commands. @returns what it printed, or its error */
  async run(command: string, ...args: string[]): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)(command, args, { env: this.#env() })
      return stdout.trim()
    } catch (error) {
      return (error as Error).message
    }
  }

  /** Submits a job as a user does, and waits for its end. @returns its number */
  async submit(cwd: string, ...args: string[]): Promise<string> {
    const options = { cwd, env: this.#env() }
    const { stdout } = await promisify(execFile)('sbatch', ['--parsable', ...args], options)
    const job = stdout.trim()
    const running = () => this.run('squeue', '--noheader', `--jobs=${job}`)
    await expect.poll(running, { ...WAIT, timeout: 4 * PATIENCE }).toMatch(/^$|Invalid job id/)
    return job
  }

  /** Ends the daemons, and with them every job. */
  async end(): Promise<void> {
    await this.run('scancel', '--user', userInfo().username)
    for (const daemon of this.#daemons.toReversed()) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue
      daemon.kill('SIGTERM')
      await once(daemon, 'exit')
    }
  }

  log(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8')
  }

  #daemon(command: string, args: readonly string[]): void {
    const daemon = spawn(command, args, { env: this.#env(), stdio: 'ignore' })
    this.#daemons.push(daemon)
  }

  #env(): NodeJS.ProcessEnv {
    return { ...environment(), SLURM_CONF: join(this.#folder, 'slurm.conf') }
  }

  async #configuration(): Promise<string> {
    const [controller, node] = [await freePort(), await freePort()]
    const host = hostname().split('.')[0]
    const at = (name: string) => join(this.#folder, name)
    return `
ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${userInfo().username}
AuthType=auth/munge
AuthInfo=socket=${at('munge.socket')}
CredType=cred/munge
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MailProg=/bin/true
ReturnToService=2
SchedulerParameters=sched_interval=1,sched_min_interval=0
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`
  }
}

const WAIT = { timeout: PATIENCE, interval: 200 }

/** Debian puts the daemons where only root looks. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
