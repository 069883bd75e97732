/**
 * Every check of the lab, once: what it is worth, what it says, what it builds on.
 * Reports, docs, filters and blocking all read this table; the bodies are in `checks/`,
 * in the file that the id names.
 */
export const rubric: readonly Rule[] = [
  // T1, TCP echo: the server
  core('t1.server.listen', 2, 'accepts a TCP connection on port N', {
    hint: 'create the server, then call `server.listen(port, "localhost")` with the port from --port',
  }),
  core('t1.server.banner', 2, 'prints `Starting` with N, then `Waiting`', {
    blames: ['t1.server.listen'],
    hint: 'print both lines of the transcript, with the port, as soon as the server listens',
  }),
  core('t1.server.echo', 4, 'sends an unknown message back byte for byte', {
    needs: ['t1.server.listen'],
    hint: 'write every chunk that the socket gives you back to the same socket, unchanged',
  }),
  core('t1.server.any-bytes', 1, 'sends all 256 byte values back unchanged', {
    needs: ['t1.server.echo'],
    hint: 'echo the bytes (the Buffer) itself: turning them into text and back damages some of them',
  }),
  core(
    't1.server.log',
    2,
    "prints `Data` with the message, and `sent … back to` with the client's port",
    {
      needs: ['t1.server.listen'],
      blames: ['t1.server.echo'],
      hint: "print the message as text, and the client's port (`socket.remotePort`), not your own",
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
      hint: 'after one client has been served, wait for the next one and say so again',
    },
  ),
  core('t1.server.queue', 2, 'serves five clients that connect at once', {
    needs: ['t1.server.next-client'],
    hint: 'clients that connect while another is served wait in the backlog: give `listen` room for five',
  }),
  // T1: the client
  core('t1.client.send', 3, 'connects to N and sends exactly the 33 bytes of the message', {
    hint: 'connect to `localhost` on the port from --port and write the message once, without a newline',
  }),
  core(
    't1.client.output',
    2,
    'prints `Connecting` with N, `Sending` with the message, and `Closing` at the end',
    {
      needs: ['t1.client.send'],
      after: ['t1.client.exit'],
      hint: 'print one line for each step of the transcript; `Closing` comes last',
    },
  ),
  core('t1.client.receive', 3, 'prints in `Received` lines what the server really sent back', {
    needs: ['t1.client.send'],
    after: ['t1.client.exit'],
    hint: 'print the bytes that arrive on the socket, not the message that you sent',
  }),
  core(
    't1.client.segments',
    2,
    'reads the whole reply however TCP cuts it, in pieces of at most 16 bytes',
    {
      needs: ['t1.client.receive'],
      isLong: true,
      hint: 'count what has arrived and go on reading until all of it is there; print at most 16 bytes a line',
    },
  ),
  core('t1.client.exit', 2, 'closes the connection after the echo and exits with code 0', {
    needs: ['t1.client.send'],
    hint: 'the server leaves the connection open: close it yourself once all bytes have come back',
  }),
  core('t1.pair.transcript', 3, 'its own server and client exchange the message', {
    needs: ['t1.server.echo', 't1.client.send', 't1.client.receive'],
    after: ['t1.client.exit'],
    hint: 'run your server and your client in two terminals on the same port and compare with the handout',
  }),

  // T2, UDP echo: the server
  core('t2.server.listen', 2, 'binds UDP port N', {
    hint: 'create a UDP socket and call `bind(port, "localhost")` with the port from --port',
  }),
  core('t2.server.banner', 2, 'prints `Starting` with N, then `Waiting`', {
    blames: ['t2.server.listen'],
    hint: 'print both lines of the transcript, with the port, as soon as the socket is bound',
  }),
  core('t2.server.echo', 3, 'sends an unknown datagram back byte for byte, from port N', {
    needs: ['t2.server.listen'],
    hint: 'send the datagram back with the socket that received it, to the address it came from',
  }),
  core(
    't2.server.byte-count',
    4,
    'prints how many bytes it received and sent, for whom, and the `Data`',
    {
      needs: ['t2.server.listen'],
      blames: ['t2.server.echo'],
      hint: "count bytes (the Buffer's length), not characters, and print the client's port (`rinfo.port`)",
    },
  ),
  core('t2.server.any-bytes', 1, 'sends all 256 byte values back in one datagram', {
    needs: ['t2.server.echo'],
    hint: 'echo the bytes (the Buffer) itself: turning them into text and back damages some of them',
  }),
  core('t2.server.next-message', 2, 'serves five datagrams in turn, `Waiting` anew for each', {
    needs: ['t2.server.echo'],
    blames: ['t2.server.banner'],
    after: ['t2.server.banner'],
    hint: 'keep the socket open after a datagram, and say that you wait again',
  }),
  core(
    't2.server.many-clients',
    1,
    'gives clients whose datagrams interleave each their own back',
    {
      needs: ['t2.server.next-message'],
      hint: 'answer each datagram to its own sender; keep no "current client" between datagrams',
    },
  ),
  // T2: the client
  core('t2.client.send', 4, 'sends exactly one datagram of the 33 bytes to N', {
    hint: 'send the message once, whole and without a newline, to `localhost` on the port from --port',
  }),
  core(
    't2.client.output',
    3,
    'prints `Connecting` with N, `Sending` with the message, and `Closing` at the end',
    {
      needs: ['t2.client.send'],
      after: ['t2.client.exit'],
      hint: 'print one line for each step of the transcript; `Closing` comes last',
    },
  ),
  core('t2.client.receive', 3, 'prints in a `received` line what the server really sent back', {
    needs: ['t2.client.send'],
    after: ['t2.client.exit'],
    hint: 'print the datagram that arrives, not the message that you sent',
  }),
  core('t2.client.exit', 2, 'exits with code 0 after the echo', {
    needs: ['t2.client.send'],
    hint: 'close the socket when the echo has come: an open one keeps the program running',
  }),
  core('t2.pair.transcript', 3, 'its own server and client exchange the message', {
    needs: ['t2.server.echo', 't2.client.send', 't2.client.receive'],
    after: ['t2.client.exit'],
    hint: 'run your server and your client in two terminals on the same port and compare with the handout',
  }),

  // T3, guess the number: the server
  core('t3.server.listen', 2, 'binds UDP port N', {
    hint: 'create a UDP socket and call `bind(port, "localhost")` with the port from --port',
  }),
  core(
    't3.server.answers',
    4,
    'answers every guess from 1 to 99 once, with one of the three words',
    {
      needs: ['t3.server.listen'],
      hint: 'send exactly one datagram per guess, HIGHER, LOWER or CORRECT, back to where the guess came from',
    },
  ),
  core('t3.server.direction', 4, '`HIGHER` and `LOWER` point towards the secret', {
    needs: ['t3.server.answers', 't3.server.keeps-number'],
    hint: 'HIGHER means that the secret is higher than the guess; compare numbers, not text',
  }),
  core('t3.server.converges', 4, 'halving the range reaches `CORRECT` within 7 guesses', {
    needs: ['t3.server.keeps-number', 't3.server.direction'],
    hint: 'answer CORRECT when the guess equals the secret',
  }),
  core('t3.server.keeps-number', 2, 'the secret stays the same until it is guessed', {
    needs: ['t3.server.answers'],
    hint: 'draw the secret once, when the server starts, not for each guess or client',
  }),
  core('t3.server.range', 2, 'the secret goes from 1 to 99 (or 100), both ends included', {
    needs: ['t3.server.random'],
    hint: 'Math.floor(Math.random() * 99) + 1 gives 1 to 99: check both ends of your formula by hand',
  }),
  core('t3.server.random', 2, 'several fresh servers do not all hold the same secret', {
    needs: ['t3.server.answers', 't3.server.keeps-number'],
    blames: ['t3.server.converges'],
    hint: 'draw the secret with Math.random or crypto.randomInt when the server starts',
  }),
  // T3: the client
  core('t3.client.send', 4, 'sends each number typed as one datagram in decimal text', {
    hint: 'read standard input line by line and send each line, trimmed, as one datagram to port N',
  }),
  core('t3.client.show', 4, 'prints each answer before the next guess is needed', {
    needs: ['t3.client.send'],
    hint: "print the server's answer as soon as its datagram arrives",
  }),
  core('t3.client.continue', 4, 'goes on taking guesses until `CORRECT`', {
    needs: ['t3.client.send'],
    isLong: true,
    hint: 'after HIGHER or LOWER read the next line; only CORRECT ends the game',
  }),
  core('t3.client.stop', 3, 'sends nothing more after `CORRECT` and exits with code 0', {
    needs: ['t3.client.send'],
    hint: 'after CORRECT close the socket and the readline interface: either keeps the program running',
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
    hint: 'run your server and your client in two terminals on the same port and play a game by hand',
  }),

  // Stretch: bonus points, kept apart from the score
  stretch('t1.server.concurrent', 2, 'a silent client holds up nobody else', {
    needs: ['t1.server.next-client'],
    hint: 'handle each connection by its own events (or its own task) and keep accepting meanwhile',
  }),
  stretch('t1.server.large', 2, 'sends a megabyte back whole and in order', {
    needs: ['t1.server.echo'],
    hint: 'echo until the client is done, and respect back pressure: `socket.pipe(socket)` does both',
  }),
  stretch('t1.server.reset', 1, 'serves on after clients reset their connections', {
    needs: ['t1.server.next-client'],
    isLong: true,
    hint: "handle each socket's 'error' event: without a handler one ECONNRESET ends the whole server",
  }),
  stretch(
    't1.server.port-taken',
    1,
    'says that the port is taken and exits with another code than 0',
    {
      needs: ['t1.server.listen'],
      hint: "handle the server's 'error' event: print the port and the cause, and set an exit code",
    },
  ),
  stretch('t1.client.no-server', 1, 'says that nobody listens, and exits without a stack trace', {
    needs: ['t1.client.send'],
    hint: "handle the socket's 'error' event: print one sentence and exit",
  }),
  stretch('t1.client.early-close', 1, 'stops and says so when the server closes half way', {
    needs: ['t1.client.receive'],
    hint: 'when the connection ends before all bytes have come back, say so and stop reading',
  }),
  stretch('t2.server.large', 2, 'sends a datagram of 65,507 bytes back whole', {
    needs: ['t2.server.echo'],
    hint: 'receive with a buffer of 65,535 bytes: what does not fit in the buffer is lost',
  }),
  stretch('t2.server.empty', 1, 'sends an empty datagram back, counted as 0 bytes', {
    needs: ['t2.server.echo'],
    blames: ['t2.server.byte-count'],
    hint: 'an empty datagram is a message too: do not test the data for truth or length before answering',
  }),
  stretch(
    't2.server.port-taken',
    1,
    'says that the port is taken and exits with another code than 0',
    {
      needs: ['t2.server.listen'],
      hint: "handle the socket's 'error' event: print the port and the cause, and set an exit code",
    },
  ),
  stretch('t2.client.no-reply', 2, 'gives up by itself when no answer comes, and says so', {
    needs: ['t2.client.send'],
    isLong: true,
    hint: 'UDP does not tell that a datagram was lost: start a timer when you send, stop it on the answer',
  }),
  stretch('t3.server.players', 2, 'gives two players at once right answers', {
    needs: ['t3.server.direction'],
    after: ['t3.server.converges'],
    hint: 'answer each guess by itself, to its own sender; keep no state about "the" player',
  }),
  stretch('t3.server.bad-input', 2, 'survives nonsense, and keeps its secret', {
    needs: ['t3.server.direction'],
    isLong: true,
    hint: 'check that the text is a whole number from 1 to 100 before you compare it, and never throw',
  }),
  stretch('t3.client.bad-input', 1, 'survives a line that is no number', {
    needs: ['t3.client.continue'],
    hint: 'a line that is no number must not end the program: ask again',
  }),
  stretch('t3.client.end-of-input', 1, 'exits by itself when standard input ends', {
    needs: ['t3.client.send'],
    hint: "listen for the end of standard input (readline's 'close') and close the socket then",
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
  /** Where to look when it does not hold. */
  readonly hint: string
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
  needs?: string[]
  blames?: string[]
  after?: string[]
  isLong?: boolean
}

function core(id: string, points: number, title: string, relations: Relations): Rule {
  return { id, level: 'core', points, title, needs: [], blames: [], after: [], ...relations }
}

function stretch(id: string, points: number, title: string, relations: Relations): Rule {
  return { ...core(id, points, title, relations), level: 'stretch' }
}

const byId = new Map(rubric.map((rule) => [rule.id, rule]))
