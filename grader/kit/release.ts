import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KitFile, within, zip } from './archive.ts'
import { studentKit } from './student-kit.ts'

/** A file that a release consists of, by its path in the release's folder. */
export type Released = { path: string; bytes: Buffer; isExecutable: boolean }

/**
 * All that a release consists of: the students' kit as a folder and as a zip, the same kit in the
 * form of each platform, and the digests of the archives.
 */
export async function release(root: string): Promise<Released[]> {
  const kit = within('socket-lab', studentKit(root))
  const host = (name: string) => hostFiles(root, name)
  const archives = [
    { path: 'socket-lab.zip', bytes: await zip(kit) },
    { path: 'gradescope.zip', bytes: await zip([...kit, ...host('gradescope')]) },
    { path: 'prairielearn.zip', bytes: await zip([...kit, ...host('prairielearn')]) },
    { path: 'classroom50.zip', bytes: await zip([...kit, ...host('classroom50')]) },
  ].map((archive) => ({ ...archive, isExecutable: false }))
  const digests = archives.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`)
  const loose = [...kit, ...within('github-classroom', host('github-classroom'))]
  return [
    ...loose.map(released),
    ...archives,
    released({ path: 'SHA256SUMS', text: digests.join('') }),
  ]
}

/** The files of `grader/hosts` that a platform wants beside the kit. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  gradescope: ['setup.sh', 'run_autograder'],
  prairielearn: ['Dockerfile', 'grade.sh', 'question/info.json', 'question/question.html'],
  classroom50: ['autograder.py'],
  'github-classroom': ['classroom.yml'],
}

function hostFiles(root: string, name: string): KitFile[] {
  return (HOSTS[name] ?? []).map((path) => {
    const text = readFileSync(join(root, 'grader/hosts', name, path), 'utf8')
    return { path, text: text.replaceAll('\r\n', '\n'), isExecutable: text.startsWith('#!') }
  })
}

function released({ path, text, isExecutable = false }: KitFile): Released {
  return { path, bytes: Buffer.from(text), isExecutable }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
