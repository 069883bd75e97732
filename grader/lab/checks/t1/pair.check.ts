import { awaitOpen } from '../../../harness/await-open.ts'
import { proxyTcp } from '../../../harness/tcp-proxy.ts'
import { check } from '../../check.ts'
import { expectTranscript } from '../../peers/transcript.ts'
import { MESSAGE } from '../../tasks.ts'

check('t1.pair.transcript', async (context) => {
  const server = await context.start('server')
  const port = await context.trial.freePort()
  const passed = await proxyTcp(context.trial, server, port, MESSAGE.length)
  // As a student would: the client is started once the server is there.
  await awaitOpen(context.trial, server, 'tcp')
  const client = await context.start('client', { port })
  await expectTranscript(context, server, client, passed)
})
