import { Programs } from '../harness/programs.ts'

/** The worker's supervisor, which starts as soon as this module is loaded. */
export const programs = new Programs()
