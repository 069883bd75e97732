/** The six programs of the lab, by task, and every name under which a submission may hold them. */
export const tasks: readonly Task[] = [
  {
    id: 't1',
    title: 'TCP echo',
    protocol: 'tcp',
    isPlayed: false,
    programs: {
      server: { path: 't1-tcp-echo/server', sheet: 'PT1/1_13a_echo_server.py' },
      client: { path: 't1-tcp-echo/client', sheet: 'PT1/1_13b_echo_client.py' },
    },
  },
  {
    id: 't2',
    title: 'UDP echo',
    protocol: 'udp',
    isPlayed: false,
    programs: {
      server: { path: 't2-udp-echo/server', sheet: 'PT2/1_14a_echo_server_udp.py' },
      client: { path: 't2-udp-echo/client', sheet: 'PT2/1_14b_echo_client_udp.py' },
    },
  },
  {
    id: 't3',
    title: 'Guess the number',
    protocol: 'udp',
    isPlayed: true,
    programs: {
      server: { path: 't3-guess-number/server', sheet: 'PT3/guess_server.py' },
      client: { path: 't3-guess-number/client', sheet: 'PT3/guess_client.py' },
    },
  },
]

/** File name endings of a program, in the order in which they are looked for. */
export const extensions = ['.ts', '.mts', '.js', '.mjs', '.py'] as const

/** What T1's and T2's clients send: 33 bytes of ASCII. */
export const MESSAGE = 'Test message. This will be echoed'

/** Where each of the six programs is looked for, by task and role: `t1.server`. */
export const places = tasks.flatMap((task) =>
  Object.entries(task.programs).map(([role, { path, sheet }]) => ({
    key: `${task.id}.${role}`,
    path,
    also: sheet,
  })),
)

/** The programs that a check runs: `t1.server`, or both for a pair. */
export function programsOf(id: string): string[] {
  const [task, part] = id.split('.')
  return part === 'pair' ? [`${task}.server`, `${task}.client`] : [`${task}.${part}`]
}

/** The task whose folder a path leads through, and what stands before it: `starter/t1-tcp-echo`. */
export function taskAt(path: string): { task: Task; folder: string } | undefined {
  const parts = path.split(/[\\/]/)
  for (const task of tasks) {
    const [own = ''] = task.programs.server.path.split('/')
    const at = parts.indexOf(own)
    if (at >= 0) return { task, folder: parts.slice(0, at).join('/') }
  }
  return undefined
}

export type Role = 'server' | 'client'

export type Task = {
  readonly id: string
  readonly title: string
  readonly protocol: 'tcp' | 'udp'
  /** Its client reads standard input: somebody plays. */
  readonly isPlayed: boolean
  /** `path`: without its ending. `sheet`: the file name on the original Python sheet. */
  readonly programs: Readonly<Record<Role, { readonly path: string; readonly sheet: string }>>
}
