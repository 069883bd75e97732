import open from 'open'
import type { Outcome } from '../lab/outcome.ts'
import { LiveServer } from '../reports/html/live-server.ts'
import type { Report } from '../scoring/report.ts'

/** Whoever follows a watch from grade to grade. */
export type Follower = {
  /** A grade of these checks begins. */
  begin(selected: readonly string[]): void
  add(outcome: Outcome): void
  /** It is over, and this is the whole. */
  end(report: Report): void
  /** The submission can't be read, as while a file is half written. */
  refuse(reason: string): void
  close(): Promise<void>
}

/** Opens a page in the browser that follows a watch. */
export async function follow(): Promise<Follower> {
  const server = await LiveServer.start()
  process.stdout.write(`the report is at ${server.url}\n`)
  // Where no browser is to be opened there is still the address.
  open(server.url).catch(() => undefined)
  return followerOf(server)
}

function followerOf(server: LiveServer): Follower {
  let [selected, done] = [new Set<string>(), 0]
  return {
    begin(ids) {
      ;[selected, done] = [new Set(ids), 0]
      server.say({ told: `Grading: 0 of ${selected.size} checks`, isBusy: true })
    },
    add({ id }) {
      if (!selected.has(id)) return
      done++
      server.say({ told: `Grading: ${done} of ${selected.size} checks`, isBusy: true })
    },
    end(report) {
      server.show(report)
      const told = `${report.score} of ${report.max} points. Save a file, and it is graded again.`
      server.say({ told, isBusy: false })
    },
    refuse(reason) {
      server.say({ told: reason, isBusy: false })
    },
    close: () => server.close(),
  }
}
