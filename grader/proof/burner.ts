/** Computes, for nothing, until whoever started it has enough or is gone. */

/** Between two looks at the channel it computes for so long (ms). */
const SPELL = 50

process.on('disconnect', () => process.exit())
compute()

function compute(): void {
  const end = performance.now() + SPELL
  while (performance.now() < end);
  setImmediate(compute)
}
