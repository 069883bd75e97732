/** `npm run grade`: see `options.ts` for what it takes and its exit codes. */
import { keepCompiled } from './keep-compiled.mjs'

keepCompiled()
const { main } = await import('./grade-main.ts')
process.exit(await main(process.argv.slice(2)))
