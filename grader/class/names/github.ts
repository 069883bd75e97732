import type { Named, Naming } from './naming.ts'
import { plain } from './plain.ts'

/**
 * GitHub Classroom's repositories are `lab-2-octocat`, cloned into a folder `lab-2-submissions`; as
 * archives of a branch they are `lab-2-octocat-main.zip`.
 * @param assignment what comes before the user's name, with its hyphen
 */
export function githubNaming(assignment: string): Naming {
  return {
    platform: 'github',
    parse(name): Named | undefined {
      const { who } = plain.parse(name) as Named
      if (!who.startsWith(assignment) || who === assignment) return undefined
      const user = who.slice(assignment.length).replace(/-(?:main|master)$/, '')
      return { student: user, who: user, id: user }
    },
  }
}
