/** `npm run grade`: see `options.ts` for what it takes and its exit codes. */
import module from 'node:module'
import { fileURLToPath } from 'node:url'

module.enableCompileCache(
  fileURLToPath(new URL('../../node_modules/.cache/socket-lab', import.meta.url)),
)
const { main } = await import('./grade-main.ts')
process.exit(await main(process.argv.slice(2)))
