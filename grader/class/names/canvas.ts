import type { Naming } from './naming.ts'

/**
 * `doejane_LATE_12345_67890_lab.zip`: the student's number, then the file's. Anonymous marking has
 * `anon_a1B2c_67890_lab.zip`.
 */
const NAME = /^(.+?)(_LATE)?_(\d+)_(\d+)_(.+)$/s
const ANONYMOUS = /^(LATE_)?anon_([A-Za-z0-9]+)_(\d+)_(.+)$/s
/** A page that Canvas makes of what was typed or linked. */
const TYPED = /^(.+?)(_LATE)?_(\d+)_(text|link)\.html$/s

export const canvas: Naming = {
  platform: 'canvas',
  parse(name) {
    const [, isLate, anonymous, , given] = ANONYMOUS.exec(name) ?? []
    if (anonymous && given) return named(`anon ${anonymous}`, '', isLate, given)
    const [, who, late, id, , file] = NAME.exec(name) ?? []
    if (who && id && file) return named(who, id, late, file)
    const [, author, tooLate, number, page] = TYPED.exec(name) ?? []
    return author && number ? named(author, number, tooLate, `${page}.html`) : undefined
  },
}

function named(who: string, id: string, late: string | undefined, file: string) {
  const student = id === '' ? who : `${who}_${id}`
  return { student, who, id, isLate: late !== undefined, file }
}
