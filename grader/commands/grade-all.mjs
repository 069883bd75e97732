/** `npm run grade:all`: see `grade-all-options.ts` for what it takes and its exit codes. */
import { setFlagsFromString } from 'node:v8'
import { keepCompiled } from './keep-compiled.mjs'

// What passes through here is large and soon forgotten: left alone, the heap grows to ten times of
// what it holds at any time, and a class takes long.
setFlagsFromString('--optimize-for-size')
keepCompiled()
const { main } = await import('./grade-all-main.ts')
process.exit(await main(process.argv.slice(2)))
