import { type FSWatcher, watch as fsWatch } from 'node:fs'
import { Changes } from './deadline.ts'
import { identityOf, listFolder } from './listing.ts'

/** How often a folder is listed where file events do not work (ms). */
const POLL = 500
/** How often it is listed where they do, to find out when they do not after all (ms). */
const PROOF = 2000
/** A burst of events is over when none has come for so long (ms). */
const QUIET = 30
/** A burst is not waited for any longer (ms). */
const BURST = 300

export type FolderListener = {
  /** Files that were written, added or removed since the last call: whole paths. */
  changed(paths: string[]): void
  /** File events do not work here: from now on the folder is listed over and over. */
  polling(reason: string): void
}

type Watch = (folder: string, listener: () => void) => FSWatcher

/**
 * Watches a folder with everything in it, but for `node_modules` and what is hidden.
 *
 * Events are only hints: what has changed is found by listing the folder anew. So it does not
 * matter how an editor saves, and a burst that is cut in two is two changes, never a lost one.
 * @param watch for tests; Node's own otherwise
 */
export function watchFolder(
  folder: string,
  listener: FolderListener,
  watch: Watch = fsWatch,
): { close(): void } {
  const watcher = new Watcher(folder, listener, watch)
  void watcher.run()
  return { close: () => watcher.close() }
}

class Watcher {
  readonly #folder: string
  readonly #listener: FolderListener
  readonly #watch: Watch
  readonly #wake = new Changes()
  readonly #watched = new Map<string, { identity: string; watcher: FSWatcher }>()
  #files: ReadonlyMap<string, string>
  #hints = 0
  #isPolling = false
  #isClosed = false

  constructor(folder: string, listener: FolderListener, watch: Watch) {
    this.#folder = folder
    this.#listener = listener
    this.#watch = watch
    this.#files = this.#list()
  }

  async run(): Promise<void> {
    let isDoubtful = false
    while (!this.#isClosed) {
      const isHinted = await this.#nextHint(this.#isPolling ? POLL : PROOF)
      if (isHinted) await this.#quiet()
      if (this.#isClosed) return
      // A change that no event told of, neither before it was found nor after: there are none.
      if (isDoubtful && !isHinted) this.#poll('no event came for a change')
      const hasChanged = this.#look()
      isDoubtful = hasChanged && !isHinted
    }
  }

  close(): void {
    this.#isClosed = true
    this.#unwatch()
    this.#wake.notify()
  }

  /** @returns whether an event came within `ms` milliseconds */
  async #nextHint(ms: number): Promise<boolean> {
    const before = this.#hints
    await this.#wake.next(ms)
    return this.#hints > before
  }

  /** Waits for the end of a burst: editors write, rename and remove several files for one save. */
  async #quiet(): Promise<void> {
    const latest = performance.now() + BURST
    while (performance.now() < latest && (await this.#nextHint(QUIET)));
  }

  #look(): boolean {
    const before = this.#files
    const after = this.#list()
    const paths = [...new Set([...before.keys(), ...after.keys()])]
    const changed = paths.filter((path) => before.get(path) !== after.get(path))
    this.#files = after
    if (changed.length > 0) this.#listener.changed(changed)
    return changed.length > 0
  }

  /** Each folder is watched before it is read: what is added after that makes an event. */
  #list(): Map<string, string> {
    const { files, folders } = listFolder(this.#folder, (...folder) => this.#watchOne(...folder))
    this.#unwatch((folder) => !folders.has(folder))
    return files
  }

  #watchOne(folder: string, identity: string): void {
    const known = this.#watched.get(folder)
    if (this.#isPolling || known?.identity === identity) return
    known?.watcher.close()
    try {
      const watcher = this.#watch(folder, () => this.#hint())
      this.#watched.set(folder, { identity, watcher })
      watcher.on('error', (error) => this.#watcherFailed(folder, error))
    } catch (error) {
      this.#watcherFailed(folder, error as Error)
    }
  }

  #watcherFailed(folder: string, error: Error): void {
    if (identityOf(folder) === undefined) this.#unwatch((other) => other === folder)
    else this.#poll((error as NodeJS.ErrnoException).code ?? error.message)
    this.#hint()
  }

  #hint(): void {
    this.#hints++
    this.#wake.notify()
  }

  #poll(reason: string): void {
    if (this.#isPolling || this.#isClosed) return
    this.#isPolling = true
    this.#unwatch()
    this.#listener.polling(reason)
  }

  #unwatch(isMeant: (folder: string) => boolean = () => true): void {
    for (const [folder, { watcher }] of this.#watched) {
      if (!isMeant(folder)) continue
      watcher.close()
      this.#watched.delete(folder)
    }
  }
}
