/**
 * Days of two calendars, and Iran's time, by what the browser itself knows of them: no rules of leap years or time zones here.
 * A day is the number of days since 1970-01-01.
 */
export type Calendar = 'jalali' | 'gregorian'

export interface CalendarDay {
  year: number
  /** From 1. */
  month: number
  day: number
}

/** What a clock and a calendar on the wall show. */
export interface WallTime {
  day: number
  /** Since midnight. */
  minutes: number
}

const dayMilliseconds = 86_400_000
const minuteMilliseconds = 60_000
const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
const inUtc = {
  jalali: new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { ...numeric, timeZone: 'UTC' }),
  gregorian: new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...numeric, timeZone: 'UTC' }),
}
const inIran = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
  ...numeric,
  hour: 'numeric',
  minute: 'numeric',
  timeZone: 'Asia/Tehran',
})

/** Midnight of a day in UTC, for formats that are told to write UTC. */
export const midnight = (day: number): Date => new Date(day * dayMilliseconds)

export function dayIn(calendar: Calendar, day: number): CalendarDay {
  const parts = partsOf(inUtc[calendar], midnight(day))
  return { year: parts.year!, month: parts.month!, day: parts.day! }
}

/** The day of that date; undefined where the calendar has no such date, like 31 Mehr. */
export function dayOf(calendar: Calendar, { year, month, day }: CalendarDay): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const near = calendar === 'jalali' ? nearJalali(year, month, day) : Date.UTC(year, month - 1, day) / dayMilliseconds
  for (let candidate = near - 2; candidate <= near + 2; candidate++) {
    const found = dayIn(calendar, candidate)
    if (found.year === year && found.month === month && found.day === day) return candidate
  }
  return undefined
}

export function firstOfMonth(calendar: Calendar, day: number): number {
  return day - dayIn(calendar, day).day + 1
}

/** The same day of another month, or its last day where that month is shorter. */
export function monthsLater(calendar: Calendar, day: number, months: number): number {
  const from = dayIn(calendar, day)
  const count = from.year * 12 + from.month - 1 + months
  const month = { year: Math.floor(count / 12), month: (count % 12) + 1 }
  for (let candidate = from.day; ; candidate--) {
    const found = dayOf(calendar, { ...month, day: candidate })
    if (found !== undefined) return found
  }
}

/** How many days after the week's first day: Saturday in Iran's calendar, Monday in the Gregorian one. */
export function dayOfWeek(calendar: Calendar, day: number): number {
  const thursday = calendar === 'jalali' ? 5 : 3
  return (((day + thursday) % 7) + 7) % 7
}

export function wallTimeInIran(moment: Date): WallTime {
  const { year, month, day, hour, minute } = partsOf(inIran, moment)
  return { day: Date.UTC(year!, month! - 1, day) / dayMilliseconds, minutes: hour! * 60 + minute! }
}

export function momentInIran({ day, minutes }: WallTime): Date {
  const asIfUtc = new Date(day * dayMilliseconds + minutes * minuteMilliseconds)
  const there = wallTimeInIran(asIfUtc)
  const ahead = (there.day - day) * dayMilliseconds + (there.minutes - minutes) * minuteMilliseconds
  return new Date(asIfUtc.getTime() - ahead)
}

/** Within two days of it: the first six months have 31 days, the others 30, and the year begins about 21 March. */
function nearJalali(year: number, month: number, day: number): number {
  const newYear = Math.floor(Date.UTC(year + 621, 2, 21) / dayMilliseconds)
  return newYear + (month - 1) * 30 + Math.min(month - 1, 6) + day - 1
}

function partsOf(format: Intl.DateTimeFormat, moment: Date): Partial<Record<Intl.DateTimeFormatPartTypes, number>> {
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
}
