import fc from 'fast-check'

/**
 * fast-check as the properties use it: on the same inputs in each `npm test`, so that it is the
 * change at hand that breaks one, and on others in each round of `npm run fuzz`.
 */
export default fc

fc.configureGlobal({ seed: Number(process.env.SOCKET_LAB_FUZZ_SEED ?? 1) })
