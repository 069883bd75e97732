import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Workplace } from './workplace.ts'

type Shorten = (text: string) => string

/**
 * Where programs ran is nobody's concern: in all text of a value, paths in the workplace become
 * those that the student knows, such as `t1-tcp-echo/server.ts`.
 */
export function withoutPrivatePaths<T>(value: T, workplace: Workplace): T {
  return mapTexts(value, shortener(workplace)) as T
}

function mapTexts(value: unknown, shorten: Shorten): unknown {
  if (typeof value === 'string') return shorten(value)
  if (value instanceof Uint8Array) {
    return Buffer.from(shorten(Buffer.from(value).toString('latin1')), 'latin1')
  }
  if (Array.isArray(value)) return value.map((it) => mapTexts(it, shorten))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, mapTexts(it, shorten)]))
}

function shortener({ copy, folder }: Workplace): Shorten {
  const known = [
    [`${pathToFileURL(copy).href}/`, ''],
    [`${copy}${sep}`, ''],
    [copy, '.'],
    [`${folder}${sep}`, ''],
  ] as const
  const sign = basename(folder)
  return (text) =>
    text.includes(sign) ? known.reduce((it, [from, to]) => it.replaceAll(from, to), text) : text
}
