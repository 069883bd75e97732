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
    toServer: () => Buffer.concat(passed.toServer),
    toClient: () => Buffer.concat(passed.toClient),
  })
})
