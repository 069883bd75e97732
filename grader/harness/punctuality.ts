/**
 * How late this process comes to what it has to do: because the machine has too much to do, or has
 * stood still. A grader that is late answers late, and sees late what programs did in time.
 */

/** How often it is looked (ms). */
const TICK = 25
/** Delays under this are not worth remembering (ms). */
const SMALL = 50
/** For so many delays there is room; the oldest are forgotten. */
const MOST = 1000

const delays: { at: number; by: number }[] = []
let lastTick: number | undefined

/** Begins to look; once is enough. */
export function watchPunctuality(): void {
  if (lastTick !== undefined) return
  lastTick = performance.now()
  setInterval(tick, TICK).unref()
}

/** The longest delay that ended after `since` (performance.now()), in milliseconds. */
export function worstDelaySince(since: number): number {
  // A delay that has not ended yet: the timer is overdue.
  tick()
  return Math.max(0, ...delays.filter(({ at }) => at >= since).map(({ by }) => by))
}

function tick(): void {
  const now = performance.now()
  const by = now - (lastTick ?? now) - TICK
  lastTick = now
  if (by < SMALL) return
  delays.push({ at: now, by })
  if (delays.length > MOST) delays.shift()
}
