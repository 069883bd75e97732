import { proxyUdp } from '../../../harness/udp-proxy.ts'
import { check } from '../../check.ts'
import { expectTranscript } from '../../peers/transcript.ts'
import { expectBound } from '../../peers/udp-echo.ts'

check('t2.pair.transcript', async (context) => {
  const server = await context.start('server')
  const address = await expectBound(context.trial, server)
  const port = await context.trial.freePort()
  const passed = await proxyUdp(context.trial, server, address, port)
  const client = await context.start('client', { port })
  await expectTranscript(context, server, client, {
    // A message that was sent twice comes back twice: the first is enough.
    toServer: () => passed.toServer[0] ?? Buffer.alloc(0),
    toClient: () => passed.toClient[0] ?? Buffer.alloc(0),
  })
})
