import type { Language } from '../harness/launch.ts'

/**
 * Every check of the lab, once: what it is worth, what it says, what it builds on.
 * Reports, docs, filters and blocking all read this table; the bodies are in `checks/`,
 * in the file that the id names.
 */
export const rubric: readonly Rule[] = [
  // T1, TCP echo: the server
  core('t1.server.listen', 2, 'accepts a TCP connection on port N', {
    hint: 'open a TCP server on `localhost`, on the port from --port, and let it run',
    calls: {
      node: "`server.listen(port, 'localhost')`",
      python: "`sock.bind(('localhost', port))` and `sock.listen()`",
    },
  }),
  core('t1.server.banner', 2, 'prints `Starting` with N, then `Waiting`', {
    blames: ['t1.server.listen'],
    hint: 'print `Starting` with the port, and then `Waiting`, as soon as the server listens',
  }),
  core('t1.server.echo', 4, 'sends an unknown message back byte for byte', {
    needs: ['t1.server.listen'],
    hint: 'send every chunk back to the client that it came from, as it is and as soon as it comes',
    calls: { node: '`socket.write(chunk)`', python: '`client.sendall(data)`' },
  }),
  core('t1.server.any-bytes', 1, 'sends all 256 byte values back unchanged', {
    needs: ['t1.server.echo'],
    hint: 'send all bytes back as they came: text in between damages some of them, a small buffer loses some',
    calls: {
      node: '`socket.write(chunk)` with the Buffer itself',
      python: '`client.sendall(data)` without `decode` and `encode`',
    },
  }),
  core(
    't1.server.log',
    2,
    "prints `Data` with the message, and `sent … back to` with the client's port",
    {
      needs: ['t1.server.listen'],
      blames: ['t1.server.echo'],
      hint: 'print `Data` with the message as text, and `sent … back to` with the port of the client, which is not your own',
      calls: { node: '`socket.remotePort`', python: 'the address that `sock.accept()` returns' },
    },
  ),
  core(
    't1.server.next-client',
    2,
    'serves five clients one after the other, `Waiting` anew for each',
    {
      needs: ['t1.server.echo'],
      blames: ['t1.server.banner'],
      after: ['t1.server.banner'],
      hint: 'go on when a client has left, wait for the next one, and print `Waiting` anew',
      calls: { python: '`sock.accept()` in a loop' },
    },
  ),
  core('t1.server.queue', 2, 'serves five clients that connect at once', {
    needs: ['t1.server.next-client'],
    hint: 'answer each client on its own connection, and leave room in the backlog for five that wait',
    calls: { node: '`backlog` of `server.listen`', python: '`sock.listen(5)`' },
  }),
  // T1: the client
  core('t1.client.send', 3, 'connects to N and sends exactly the 33 bytes of the message', {
    hint: 'connect to `localhost` on the port from --port and send the message once, without a newline',
    calls: { node: '`socket.write(message)`', python: '`sock.sendall(message.encode())`' },
  }),
  core(
    't1.client.output',
    2,
    'prints `Connecting` with N, `Sending` with the message, and `Closing` at the end',
    {
      needs: ['t1.client.send'],
      after: ['t1.client.exit'],
      hint: 'print `Connecting` with the port, `Sending` with the message and, at the very end, `Closing`',
    },
  ),
  core('t1.client.receive', 3, 'prints in `Received` lines what the server really sent back', {
    needs: ['t1.client.send'],
    after: ['t1.client.exit'],
    hint: 'read on until the whole reply has come, and print what came, not what you sent',
    calls: { node: "the socket's `data` events", python: '`sock.recv(16)` in a loop' },
  }),
  core(
    't1.client.segments',
    2,
    'reads the whole reply however TCP cuts it, in pieces of at most 16 bytes',
    {
      needs: ['t1.client.receive'],
      isLong: true,
      hint: 'count what has come and read on until all of it is there, and print at most 16 bytes a line',
    },
  ),
  core('t1.client.exit', 2, 'closes the connection after the echo and exits with code 0', {
    needs: ['t1.client.send'],
    hint: 'once the whole echo has come close the connection yourself, since the server leaves it open, and end with code 0',
    calls: { node: '`socket.end()`', python: '`sock.close()`' },
  }),
  core('t1.pair.transcript', 3, 'its own server and client exchange the message', {
    needs: ['t1.server.echo', 't1.client.send', 't1.client.receive'],
    blames: ['t1.client.send'],
    after: ['t1.client.exit'],
    hint: 'run your server and your client in two terminals on the same port and compare with the handout',
  }),

  // T2, UDP echo: the server
  core('t2.server.listen', 2, 'binds UDP port N', {
    hint: 'open a UDP socket on `localhost`, on the port from --port, and let it run',
    calls: { node: "`socket.bind(port, 'localhost')`", python: "`sock.bind(('localhost', port))`" },
  }),
  core('t2.server.banner', 2, 'prints `Starting` with N, then `Waiting`', {
    blames: ['t2.server.listen'],
    hint: 'print `Starting` with the port, and then `Waiting`, as soon as the socket is bound',
  }),
  core('t2.server.echo', 3, 'sends an unknown datagram back byte for byte, from port N', {
    needs: ['t2.server.listen'],
    hint: 'send each datagram back once, as it is, with the socket that received it, to the address it came from',
    calls: {
      node: '`socket.send(data, rinfo.port, rinfo.address)`',
      python: '`sock.sendto(data, address)`',
    },
  }),
  core(
    't2.server.byte-count',
    4,
    'prints how many bytes it received and sent, for whom, and the `Data`',
    {
      needs: ['t2.server.listen'],
      blames: ['t2.server.echo'],
      hint: 'print `Data` with the message as text, and count bytes, not characters, beside the port of the client',
      calls: {
        node: "the Buffer's `length`, and `rinfo.port`",
        python: '`len(data)` of the bytes, and the address from `recvfrom`',
      },
    },
  ),
  core('t2.server.any-bytes', 1, 'sends all 256 byte values back in one datagram', {
    needs: ['t2.server.echo'],
    hint: 'send all bytes back as they came: text in between damages some of them, a small buffer loses some',
    calls: {
      node: '`socket.send` with the Buffer itself',
      python: '`sock.sendto` without `decode` and `encode`',
    },
  }),
  core('t2.server.next-message', 2, 'serves five datagrams in turn, `Waiting` anew for each', {
    needs: ['t2.server.echo'],
    blames: ['t2.server.banner'],
    after: ['t2.server.banner'],
    hint: 'keep the socket open after a datagram, wait for the next one, and print `Waiting` anew',
    calls: { python: '`sock.recvfrom` in a loop' },
  }),
  core(
    't2.server.many-clients',
    1,
    'gives clients whose datagrams interleave each their own back',
    {
      needs: ['t2.server.next-message'],
      hint: 'answer each datagram to its own sender, and keep no "current client" between datagrams',
      calls: {
        node: '`rinfo` of the same message',
        python: 'the address from the same `recvfrom`',
      },
    },
  ),
  // T2: the client
  core('t2.client.send', 4, 'sends exactly one datagram of the 33 bytes to N', {
    hint: 'send the message once, as one datagram and without a newline, to `localhost` on the port from --port',
    calls: {
      node: "`socket.send(message, port, 'localhost')`",
      python: "`sock.sendto(message.encode(), ('localhost', port))`",
    },
  }),
  core(
    't2.client.output',
    3,
    'prints `Connecting` with N, `Sending` with the message, and `Closing` at the end',
    {
      needs: ['t2.client.send'],
      after: ['t2.client.exit'],
      hint: 'print `Connecting` with the port, `Sending` with the message and, at the very end, `Closing`',
    },
  ),
  core('t2.client.receive', 3, 'prints in a `received` line what the server really sent back', {
    needs: ['t2.client.send'],
    after: ['t2.client.exit'],
    hint: 'print the whole datagram that comes, not the message that you sent',
    calls: { node: "the socket's `message` event", python: '`sock.recvfrom(4096)`' },
  }),
  core('t2.client.exit', 2, 'exits with code 0 after the echo', {
    needs: ['t2.client.send'],
    hint: 'once the echo has come close the socket, and end with code 0',
    calls: {
      node: '`socket.close()`, since an open one keeps the program running',
      python: '`sock.close()`',
    },
  }),
  core('t2.pair.transcript', 3, 'its own server and client exchange the message', {
    needs: ['t2.server.echo', 't2.client.send', 't2.client.receive'],
    blames: ['t2.client.send'],
    after: ['t2.client.exit'],
    hint: 'run your server and your client in two terminals on the same port and compare with the handout',
  }),

  // T3, guess the number: the server
  core('t3.server.listen', 2, 'binds UDP port N', {
    hint: 'open a UDP socket on `localhost`, on the port from --port, and let it run',
    calls: { node: "`socket.bind(port, 'localhost')`", python: "`sock.bind(('localhost', port))`" },
  }),
  core(
    't3.server.answers',
    4,
    'answers every guess from 1 to 99 once, with one of the three words',
    {
      needs: ['t3.server.listen'],
      hint: 'send exactly one datagram per guess, HIGHER, LOWER or CORRECT, back to where the guess came from',
      calls: {
        node: '`socket.send(answer, rinfo.port, rinfo.address)`',
        python: '`sock.sendto(answer.encode(), address)`',
      },
    },
  ),
  core('t3.server.direction', 4, '`HIGHER` and `LOWER` point towards the secret', {
    needs: ['t3.server.answers', 't3.server.keeps-number'],
    hint: 'HIGHER means that the secret is higher than the guess, and both are compared as numbers, not as text',
    calls: { node: '`Number(text)`', python: '`int(text)`' },
  }),
  core('t3.server.converges', 4, 'halving the range reaches `CORRECT` within 7 guesses', {
    needs: ['t3.server.keeps-number', 't3.server.direction'],
    blames: ['t3.server.answers'],
    hint: 'answer CORRECT when the guess equals the secret, both as numbers',
    calls: { node: '`Number(text) === secret`', python: '`int(text) == secret`' },
  }),
  core('t3.server.keeps-number', 2, 'the secret stays the same until it is guessed', {
    needs: ['t3.server.answers'],
    hint: 'draw the secret once, when the server starts, not for each guess or client',
  }),
  core('t3.server.range', 2, 'the secret goes from 1 to 99 (or 100), both ends included', {
    needs: ['t3.server.random'],
    blames: ['t3.server.answers'],
    hint: 'work out both ends of your formula by hand, which should be 1 and 99',
    calls: { node: '`Math.floor(Math.random() * 99) + 1`', python: '`random.randint(1, 99)`' },
  }),
  core('t3.server.random', 2, 'several fresh servers do not all hold the same secret', {
    needs: ['t3.server.answers', 't3.server.keeps-number'],
    blames: ['t3.server.answers', 't3.server.converges'],
    hint: 'draw the secret at random when the server starts',
    calls: {
      node: '`Math.random` or `crypto.randomInt`',
      python: '`random.randint`, without `random.seed`',
    },
  }),
  // T3: the client
  core('t3.client.send', 4, 'sends each number typed as one datagram in decimal text', {
    hint: 'read standard input line by line, and send each line, trimmed, as one datagram to the port from --port',
    calls: { node: '`readline`', python: '`input()`' },
  }),
  core('t3.client.show', 4, 'prints each answer before the next guess is needed', {
    needs: ['t3.client.send'],
    blames: ['t3.client.send'],
    hint: "print the server's answer as soon as its datagram comes",
  }),
  core('t3.client.continue', 4, 'goes on taking guesses until `CORRECT`', {
    needs: ['t3.client.send'],
    blames: ['t3.client.send'],
    isLong: true,
    hint: 'after HIGHER or LOWER read the next line, since only CORRECT ends the game',
  }),
  core('t3.client.stop', 3, 'sends nothing more after `CORRECT` and exits with code 0', {
    needs: ['t3.client.send'],
    blames: ['t3.client.send'],
    hint: 'after CORRECT close what is open, and end with code 0',
    calls: {
      node: '`socket.close()` and `rl.close()`, since either keeps the program running',
      python: '`break` out of the loop',
    },
  }),
  core('t3.pair.game', 5, 'its own server and client play until `CORRECT`', {
    needs: [
      't3.server.answers',
      't3.server.keeps-number',
      't3.server.direction',
      't3.server.converges',
      't3.client.send',
      't3.client.show',
      't3.client.continue',
    ],
    blames: ['t3.server.answers', 't3.client.send', 't3.client.show'],
    hint: 'run your server and your client in two terminals on the same port and play a game by hand',
  }),

  // Stretch: bonus points, kept apart from the score
  stretch('t1.server.concurrent', 2, 'a silent client holds up nobody else', {
    needs: ['t1.server.next-client'],
    hint: 'serve each connection by itself, and keep accepting meanwhile',
    calls: { node: "each socket's own events", python: 'a `threading.Thread` for each' },
  }),
  stretch('t1.server.large', 2, 'sends a megabyte back whole and in order', {
    needs: ['t1.server.echo'],
    blames: ['t1.server.any-bytes'],
    hint: 'echo until the client is done, and send no faster than it reads',
    calls: { node: '`socket.pipe(socket)`', python: '`sendall`, not `send`' },
  }),
  stretch('t1.server.reset', 1, 'serves on after clients reset their connections', {
    needs: ['t1.server.next-client'],
    isLong: true,
    hint: 'a connection that is reset must end alone, so handle its error there',
    calls: { node: "`socket.on('error', …)`", python: '`except OSError`' },
  }),
  stretch(
    't1.server.port-taken',
    1,
    'says that the port is taken and exits with another code than 0',
    {
      needs: ['t1.server.listen'],
      after: ['t1.server.log'],
      hint: 'when the port is taken print it and the cause, and end with another code than 0',
      calls: { node: "`server.on('error', …)`", python: '`except OSError as error`' },
    },
  ),
  stretch('t1.client.no-server', 1, 'says that nobody listens, and exits without a stack trace', {
    needs: ['t1.client.send'],
    blames: ['t1.client.exit'],
    after: ['t1.client.exit'],
    hint: 'when nobody listens print one sentence of your own, and end',
    calls: { node: "`socket.on('error', …)`", python: '`except OSError as error`' },
  }),
  stretch('t1.client.early-close', 1, 'stops and says so when the server closes half way', {
    needs: ['t1.client.receive'],
    blames: ['t1.client.exit'],
    after: ['t1.client.exit'],
    hint: 'when the connection ends before all bytes have come back, say so and stop reading',
    calls: { node: "the socket's `end` event", python: "`recv` returns `b''`" },
  }),
  stretch('t2.server.large', 2, 'sends a datagram of 65,507 bytes back whole', {
    needs: ['t2.server.echo'],
    blames: ['t2.server.any-bytes'],
    hint: 'receive with room for 65,535 bytes, since what does not fit is lost',
    calls: { python: '`sock.recvfrom(65535)`' },
  }),
  stretch('t2.server.empty', 1, 'sends an empty datagram back, counted as 0 bytes', {
    needs: ['t2.server.echo'],
    blames: ['t2.server.byte-count'],
    hint: 'an empty datagram is a message too, so do not test the data for truth or length before you answer',
  }),
  stretch(
    't2.server.port-taken',
    1,
    'says that the port is taken and exits with another code than 0',
    {
      needs: ['t2.server.listen'],
      after: ['t2.server.byte-count'],
      hint: 'when the port is taken print it and the cause, and end with another code than 0',
      calls: { node: "`socket.on('error', …)`", python: '`except OSError as error`' },
    },
  ),
  stretch('t2.client.no-reply', 2, 'gives up by itself when no answer comes, and says so', {
    needs: ['t2.client.send'],
    blames: ['t2.client.receive', 't2.client.exit'],
    after: ['t2.client.exit'],
    isLong: true,
    hint: 'UDP does not tell that a datagram was lost, so give up after some seconds without an answer, and say so',
    calls: { node: '`setTimeout`', python: '`sock.settimeout(5)`' },
  }),
  stretch('t3.server.players', 2, 'gives two players at once right answers', {
    needs: ['t3.server.direction'],
    blames: ['t3.server.answers', 't3.server.converges'],
    after: ['t3.server.converges'],
    hint: 'answer each guess by itself, to its own sender, and keep no state about "the" player',
  }),
  stretch('t3.server.bad-input', 2, 'survives nonsense, and keeps its secret', {
    needs: ['t3.server.direction'],
    blames: ['t3.server.answers', 't3.server.converges', 't3.server.players'],
    after: ['t3.server.converges'],
    isLong: true,
    hint: 'check that the text is a whole number from 1 to 100 before you compare it, and let no error end the server',
    calls: { python: '`except ValueError`' },
  }),
  stretch('t3.client.bad-input', 1, 'survives a line that is no number', {
    needs: ['t3.client.continue'],
    hint: 'a line that is no number must not end the program, so ask again',
    calls: { python: '`except ValueError`' },
  }),
  stretch('t3.client.end-of-input', 1, 'exits by itself when standard input ends', {
    needs: ['t3.client.send'],
    hint: 'when standard input ends close the socket and end',
    calls: { node: "`rl.on('close', …)`", python: '`except EOFError`' },
  }),
]

/** One row of the rubric. */
export type Rule = {
  /** The check's address: task, program and name, as in `t1.server.echo`. */
  readonly id: string
  readonly level: 'core' | 'stretch'
  readonly points: number
  /** What the program does when the check holds, as the rest of a sentence. */
  readonly title: string
  /** Where to look when it does not hold, in any language. */
  readonly hint: string
  /** The call that the hint is about, by language. */
  readonly calls: Readonly<Partial<Record<Language, string>>>
  /** Checks without which this one can't be judged: it is blocked if one of them failed. */
  readonly needs: readonly string[]
  /** Checks that, when both fail, are the cause: this one is then blocked, not failed. */
  readonly blames: readonly string[]
  /** Checks whose outcome tells how this one is run; they decide nothing about its verdict. */
  readonly after: readonly string[]
  /** It takes longer than most, mostly by waiting: the sooner it is begun, the better. */
  readonly isLong?: boolean
}

/** The rule with this id; throws for an id that is not in the rubric, which is the grader's fault. */
export function ruleOf(id: string): Rule {
  const rule = byId.get(id)
  if (!rule) throw new Error(`no check ${id} in the rubric`)
  return rule
}

/** A rule's hint, with the call that it is about where one is known for the language. */
export function hintOf({ hint, calls }: Rule, language: Language | undefined): string {
  const call = language && calls[language]
  return call ? `${hint}: ${call}` : hint
}

/** The checks with all that they build on: a check comes out the same, whatever else is selected. */
export function withNeeds(selected: readonly string[]): string[] {
  const all = new Set<string>()
  const add = (id: string) => {
    if (all.has(id)) return
    all.add(id)
    const { needs, blames, after } = ruleOf(id)
    for (const other of [...needs, ...blames, ...after]) add(other)
  }
  for (const id of selected) add(id)
  return rubric.map((rule) => rule.id).filter((id) => all.has(id))
}

type Relations = {
  hint: string
  calls?: Partial<Record<Language, string>>
  needs?: string[]
  blames?: string[]
  after?: string[]
  isLong?: boolean
}

function core(id: string, points: number, title: string, relations: Relations): Rule {
  const none = { calls: {}, needs: [], blames: [], after: [] }
  return { id, level: 'core', points, title, ...none, ...relations }
}

function stretch(id: string, points: number, title: string, relations: Relations): Rule {
  return { ...core(id, points, title, relations), level: 'stretch' }
}

const byId = new Map(rubric.map((rule) => [rule.id, rule]))
