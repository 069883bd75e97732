import { fail } from '../../../harness/check-failed.ts'
import { awaitRest } from '../../../harness/typist.ts'
import { proxyUdp } from '../../../harness/udp-proxy.ts'
import { type CheckContext, check } from '../../check.ts'
import { quote, state } from '../../describe.ts'
import { isSwapped } from '../../peers/direction.ts'
import { asks, noteWord, PATIENCE, questionIn, withoutPrompt } from '../../peers/game.ts'
import { HIGHEST, heldDraw, LOWEST } from '../../peers/player.ts'
import { expectBound } from '../../peers/udp-echo.ts'
import { wordOf, wordsIn } from '../../wording/words.ts'

check('t3.pair.game', async (context) => {
  // A client that sends other numbers than were typed can hit the secret by chance, but not each time.
  const isLuck = context.outcomeOf('t3.client.send')?.result === 'failed'
  for (let game = 1; game <= (isLuck ? LUCKY_GAMES : 1); game++) await wins(context)
})

const LUCKY_GAMES = 6

/** A guess that the server leaves without an answer was charged before: another game may do without. */
async function wins(context: CheckContext): Promise<void> {
  for (let game = 1; game <= GAMES; game++) if (await plays(context, game < GAMES)) return
}

const GAMES = 6

/** @returns false for a game that a guess without an answer ended, where that is to be forgiven */
async function plays(context: CheckContext, forgives: boolean): Promise<boolean> {
  const { trial, start, outcomeOf } = context
  const server = await start('server', heldDraw(context))
  const address = await expectBound(trial, server)
  const port = await trial.freePort()
  const passed = await proxyUdp(trial, server, address, port)
  const client = await start('client', { port, hasInput: true })
  let [prompt, question]: (string | undefined)[] = []
  let [low, high] = [LOWEST, HIGHEST]
  // Not the same in each game: it may be the one that is left without an answer.
  let guess = context.random.whole(45, 55)
  for (let guesses = 0; guesses < 10 && low <= high; guesses++) {
    const isAsking = () => asks(client.output.plainText, question)
    await trial.until(isAsking, { of: [client], limit: PATIENCE, since: performance.now() })
    await awaitRest(trial, client)
    const before = client.output.plainText
    question ??= questionIn(before)
    prompt ??= before.slice(before.lastIndexOf('\n') + 1)
    client.type(`${guess}\n`)
    trial.spoke()
    const answers = passed.toClient.length
    const printed = () =>
      wordsIn(withoutPrompt(client.output.plainText.slice(before.length), prompt ?? ''))
    // It may print earlier answers, too: a person reads the one that is new.
    const said = () => {
      const answer = wordOf(passed.toClient.slice(answers).at(-1)?.toString('utf8') ?? '')
      return answer && printed().has(answer) ? answer : printed().values().next().value
    }
    const isCorrect = () => wordOf(passed.toClient.at(-1)?.toString('utf8') ?? '') === 'CORRECT'
    await trial.until(() => isCorrect() || said() || client.isOver, { of: [server, client] })
    if (isCorrect()) return true
    await awaitRest(trial, client)
    const word = said()
    if (!word) {
      const isCharged = outcomeOf('t3.server.answers')?.result === 'failed'
      if (forgives && isCharged && passed.toClient.length < passed.toServer.length) return false
      const seen = `after ${guess} was typed none of the words was printed; ${state(client)}`
      fail({ expected: 'the client to print the answer to each guess', seen })
    }
    noteWord(client.output, word, true)
    if ((word === 'HIGHER') !== isSwapped(context)) low = guess + 1
    else high = guess - 1
    guess = Math.floor((low + high) / 2)
  }
  const answers = passed.toClient.map((bytes, at) => `${passed.toServer[at]} -> ${bytes}`)
  return fail({
    expected: 'CORRECT by halving 1 to 100',
    seen: `the game went:\n${quote(answers)}`,
  })
}
