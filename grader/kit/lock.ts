/** What of a `package.json` says which packages there are. */
export type Manifest = {
  name: string
  version: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** npm's lock file, version 3; `packages` by their place, such as `node_modules/a/node_modules/b`. */
export type Lock = {
  name: string
  version: string
  lockfileVersion: number
  requires: boolean
  packages: Record<string, Locked>
}

type Locked = {
  dev?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The part of a lock file that a smaller `package.json` needs, with the same versions and digests. */
export function pruneLock(lock: Lock, manifest: Manifest): Lock {
  const { name, version, dependencies = {}, devDependencies = {} } = manifest
  const runtime = reachable(lock, Object.keys(dependencies))
  const all = reachable(lock, Object.keys({ ...dependencies, ...devDependencies }))
  const places = [...all].toSorted()
  const kept = places.map((place) => {
    const { dev: _, ...locked } = lock.packages[place] as Locked
    return [place, runtime.has(place) ? locked : { ...locked, dev: true }]
  })
  const root = { name, version, dependencies, devDependencies }
  return { ...lock, name, version, packages: { '': root, ...Object.fromEntries(kept) } }
}

/** The places of these packages and of all that they need in turn. */
function reachable({ packages }: Lock, names: readonly string[]): Set<string> {
  const places = new Set<string>()
  const add = (from: string, name: string) => {
    const place = placeOf(packages, from, name)
    if (place !== undefined) places.add(place)
  }
  for (const name of names) add('', name)
  for (const place of places) {
    const { dependencies, optionalDependencies, peerDependencies } = packages[place] as Locked
    const needed = { ...dependencies, ...optionalDependencies, ...peerDependencies }
    for (const name of Object.keys(needed)) add(place, name)
  }
  return places
}

/** Where a package finds another one: below itself, or beside it, or further up. */
function placeOf(packages: Lock['packages'], from: string, name: string): string | undefined {
  const parts = from === '' ? [''] : `/${from}`.split(NESTED)
  const places = parts.map((_, index) => [...parts.slice(0, index + 1), name].join(NESTED).slice(1))
  return places.findLast((place) => packages[place])
}

const NESTED = '/node_modules/'
