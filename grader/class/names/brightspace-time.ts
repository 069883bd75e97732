/**
 * When a folder was handed in, by its name: `May 18, 2025 1224 PM`, `05 March 2026 612 PM`,
 * `18 mai 2025 1424`, `2025-05-18 1424`; the time has lost its colon.
 * @returns `2025-05-18T12:24`, or undefined for anything else
 */
export function brightspaceTime(text: string): string | undefined {
  const words = text
    .replace(/[.,]|\bde\b/g, ' ')
    .trim()
    .split(/\s+/)
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words[0] ?? '')
  const [year, month, day] = iso ? iso.slice(1).map(Number) : dateOf(words.slice(0, 3))
  const clock = clockOf(words.slice(iso ? 1 : 3))
  if (!year || !month || !day || !clock) return undefined
  const time = `${year}-${two(month)}-${two(day)}T${two(clock.hour)}:${two(clock.minute)}`
  // What is no date, such as 30 February, is another one when it is read again.
  const read = new Date(`${time}Z`)
  return Number.isNaN(read.valueOf()) || !read.toISOString().startsWith(time) ? undefined : time
}

/** Year, month and day of three words, with the day before the month or after it. */
function dateOf([first = '', second = '', year = '']: readonly string[]): number[] {
  const [day, name] = /^\d/.test(first) ? [first, second] : [second, first]
  const month = MONTHS.get(name.toLowerCase())
  if (!month || !/^\d{1,2}$/.test(day) || !/^\d{4}$/.test(year)) return []
  return [Number(year), month, Number(day)]
}

function clockOf([digits = '', half, ...rest]: readonly string[]) {
  const [, hours, minutes = '0'] = /^(\d{1,2}?):?(\d\d)?$/.exec(digits) ?? []
  if (hours === undefined || rest.length > 0) return undefined
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (half === undefined) return hour < 24 ? { hour, minute } : undefined
  if (!/^[ap]m$/i.test(half) || hour > 12) return undefined
  return { hour: (hour % 12) + (/^p/i.test(half) ? 12 : 0), minute }
}

/** Months by their names and short names, in the languages in which Brightspace is much used. */
const MONTHS = new Map(
  ['en', 'fr', 'es', 'pt', 'nl', 'de', 'sv', 'tr'].flatMap((language) =>
    ['long', 'short'].flatMap((month) => monthsIn(language, month as 'long' | 'short')),
  ),
).set('sept', 9)

function monthsIn(language: string, month: 'long' | 'short'): [string, number][] {
  const names = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, index) => {
    const name = names.format(Date.UTC(2026, index, 15))
    return [name.toLowerCase().replace('.', ''), index + 1]
  })
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
