/** Longer file names cause trouble on some systems, once something is put after them. */
const LONGEST = 80

/** Gives each a key that is a safe and unique file name on every system, and sorts by it. */
export function uniqueKeys<T extends { key: string }>(all: readonly T[]): T[] {
  const taken = new Set<string>()
  const inOrder = all.toSorted((left, right) => (left.key < right.key ? -1 : 1))
  const keyed = inOrder.map((it) => ({ ...it, key: unique(safeName(it.key), taken) }))
  return keyed.toSorted((left, right) => (left.key < right.key ? -1 : 1))
}

/** A name without what some system does not take in a file's. */
function safeName(name: string): string {
  const safe = [...name.normalize('NFC').replace(FORBIDDEN, '_')].slice(0, LONGEST).join('')
  const ended = safe.replace(/^[.~\s]+|[.\s]+$/g, '')
  return ended === '' || DEVICE.test(ended) ? `_${ended}` : ended
}

/** Also what can't be seen: it would make two names look the same. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** Some systems do not tell capitals from small letters. */
function unique(name: string, taken: Set<string>): string {
  let candidate = name
  for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = `${name}~${number}`
  taken.add(candidate.toLowerCase())
  return candidate
}
