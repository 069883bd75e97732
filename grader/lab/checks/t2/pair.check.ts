import { proxyUdp } from '../../../harness/udp-proxy.ts'
import { check } from '../../check.ts'
import { expectTranscript } from '../../peers/transcript.ts'
import { expectBound } from '../../peers/udp-echo.ts'
import { messageAmong } from '../../peers/udp-server.ts'

check('t2.pair.transcript', async (context) => {
  const server = await context.start('server')
  const address = await expectBound(context.trial, server)
  const port = await context.trial.freePort()
  const passed = await proxyUdp(context.trial, server, address, port)
  const client = await context.start('client', { port })
  // What else was sent, and a message that was sent twice, is the matter of the client's `send`.
  const toServer = () => messageAmong(passed.toServer)
  const toClient = () =>
    passed.toClient.find((it) => it.equals(toServer())) ?? messageAmong(passed.toClient)
  await expectTranscript(context, server, client, { toServer, toClient })
})
