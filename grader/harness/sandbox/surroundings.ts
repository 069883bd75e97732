import type { Limits } from './limits.ts'
import type { Sandbox } from './sandbox.ts'
import type { Workplace } from './workplace.ts'

/** What the programs of one grade are kept in; plain data, so that it can cross to the worker. */
export type Surroundings = { workplace: Workplace; sandbox: Sandbox; limits: Limits }
