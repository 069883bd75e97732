/** `npm run grade`: see `options.ts` for what it takes and its exit codes. */
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../node_modules/.cache/socket-lab', import.meta.url))
module.enableCompileCache(cache)
// The grader's own other processes use it too; programs under test never see it.
process.env.NODE_COMPILE_CACHE = cache
const { main } = await import('./grade-main.ts')
process.exit(await main(process.argv.slice(2)))
