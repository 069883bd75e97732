/** `npm run grade:all`: see `grade-all-options.ts` for what it takes and its exit codes. */
import { keepCompiled } from './keep-compiled.ts'

keepCompiled()
const { main } = await import('./grade-all-main.ts')
process.exit(await main(process.argv.slice(2)))
