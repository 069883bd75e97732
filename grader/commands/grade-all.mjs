/** `npm run grade:all`: see `grade-all-options.ts` for what it takes and its exit codes. */
import { keepCompiled } from './keep-compiled.mjs'

keepCompiled()
const { beThrifty } = await import('../harness/thrift.ts')
beThrifty()
const { main } = await import('./grade-all-main.ts')
process.exit(await main(process.argv.slice(2)))
