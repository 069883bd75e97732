import { show } from '../../harness/bytes.ts'
import { Unreadable } from '../unreadable.ts'

/** Deeper or longer than any submission has reason to be. */
const MOST_PARTS = 32
const MOST_CHARACTERS = 500

/**
 * The parts of a path inside an archive, each a name that stays in its folder.
 * @throws Unreadable for a path that would lead out of the folder
 */
export function safeParts(path: string): string[] {
  const parts = partsOf(path)
  const fault = faultOf(path, parts)
  if (fault) throw new Unreadable(`holds ${shown(path)}, ${fault}`)
  return parts
}

/** As many of a path's first parts as stay in its folder; none when it begins outside. */
export function safeStart(path: string): string[] {
  const parts = partsOf(path)
  const out = parts.indexOf('..')
  const inside = out < 0 ? parts : parts.slice(0, out)
  return faultOf(inside.join('/'), inside) || /^[\\/]/.test(path) ? [] : inside
}

/** A backslash separates folders on Windows, whatever it meant to who packed this. */
function partsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
}

/** A name from an archive, made visible and cut. */
export function shown(path: string): string {
  return show(Buffer.from(path), 60)
}

function faultOf(path: string, parts: readonly string[]): string | undefined {
  if (/^[\\/]/.test(path)) return 'an absolute path: pack the folder anew'
  if (/^[a-z]:/i.test(parts[0] ?? '')) return 'a path with a drive: pack the folder anew'
  if (parts.includes('..')) return 'a path that leads out of its folder: pack the folder anew'
  if (path.includes('\0')) return 'a name that no file can have'
  if (parts.length > MOST_PARTS) return `more than ${MOST_PARTS} folders deep`
  if (path.length > MOST_CHARACTERS) return `a path of more than ${MOST_CHARACTERS} characters`
  if (process.platform === 'win32' && parts.some(isBadOnWindows)) {
    return 'a name that no file can have on Windows'
  }
  return undefined
}

/** Devices, alternate streams, and names that Windows writes as other names. */
function isBadOnWindows(part: string): boolean {
  return /[<>:"|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part)
}
