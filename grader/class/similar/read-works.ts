import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { layOut } from '../intake/lay-out.ts'
import type { Handin } from '../intake/roster.ts'
import { Unreadable } from '../unreadable.ts'
import type { Work } from './compare.ts'
import { sourcesIn } from './sources.ts'

/** The programs of a class, and who could not be compared, with the reason. */
export type Works = { works: Work[]; unread: string[] }

/** Reads every submission's programs. @param work an empty folder to unpack in */
export async function readWorks(handins: readonly Handin[], work: string): Promise<Works> {
  const works: Work[] = []
  const unread: string[] = []
  for (const handin of handins) {
    const folder = join(work, handin.key)
    try {
      const submission = await layOut(handin, folder)
      works.push({ who: handin.key, sources: sourcesIn(submission.folder) })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unread.push(`${handin.key}: ${error.message}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { works, unread }
}
