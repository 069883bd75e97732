/** The six programs of the lab, by task, and every name under which a submission may hold them. */
export const tasks: readonly Task[] = [
  {
    id: 't1',
    title: 'TCP echo',
    programs: {
      server: { path: 't1-tcp-echo/server', sheet: 'PT1/1_13a_echo_server.py' },
      client: { path: 't1-tcp-echo/client', sheet: 'PT1/1_13b_echo_client.py' },
    },
  },
  {
    id: 't2',
    title: 'UDP echo',
    programs: {
      server: { path: 't2-udp-echo/server', sheet: 'PT2/1_14a_echo_server_udp.py' },
      client: { path: 't2-udp-echo/client', sheet: 'PT2/1_14b_echo_client_udp.py' },
    },
  },
  {
    id: 't3',
    title: 'Guess the number',
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

export type Role = 'server' | 'client'

export type Task = {
  readonly id: string
  readonly title: string
  /** `path`: without its ending. `sheet`: the file name on the original Python sheet. */
  readonly programs: Readonly<Record<Role, { readonly path: string; readonly sheet: string }>>
}
