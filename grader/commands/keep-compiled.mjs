/**
 * Lets this process, and the grader's others, start from what was compiled before.
 *
 * The commands that many wait for begin in JavaScript, since Node would load its type stripper for
 * a first file in TypeScript: that alone takes longer than to start.
 */
import module from 'node:module'
import { fileURLToPath } from 'node:url'

export function keepCompiled() {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/socket-lab', import.meta.url))
  module.enableCompileCache(cache)
  // The grader's own other processes use it too; programs under test never see it.
  process.env.NODE_COMPILE_CACHE = cache
}
