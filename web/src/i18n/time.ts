import { counted, locale, number, t } from './locale.svelte'

const zone = 'Asia/Tehran'
const seconds = { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const
const clocks = { fa: lazily('fa-IR', seconds), en: lazily('en-GB', seconds) }
const wholeDate = { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const dates = { fa: lazily('fa-IR-u-ca-persian', wholeDate), en: lazily('en-GB', wholeDate) }

/** The format, made when it is first needed: four of them keep a slow computer from its first picture for a sixth of a second. */
function lazily(tag: string, options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  let made: Intl.DateTimeFormat | undefined
  return () => (made ??= new Intl.DateTimeFormat(tag, options))
}

/** A moment as date and clock time in Iran: Jalali in Persian, Gregorian in English. */
export function dateTime(iso: string): string {
  const moment = new Date(iso)
  return `${date(moment)}${locale.language === 'fa' ? '، ' : ', '}${clockOf(moment)}`
}

/** A moment as people say it: Friday 11 December, 23:59; the year only where it is not this one. */
export function dayAndTime(iso: string, now: Date = new Date()): string {
  const moment = new Date(iso)
  const { weekday, day, month, year } = dateParts(moment)
  const date = [weekday, day, month, year === dateParts(now).year ? '' : year].filter(Boolean).join(' ')
  return t('time.day-and-time', { day: date, time: clockOf(moment) })
}

/** How long until a moment, or since it, in its greatest unit: 3 days left. */
export function timeLeft(iso: string, now: Date = new Date()): string {
  const minutes = Math.trunc((new Date(iso).getTime() - now.getTime()) / 60_000)
  const amount = Math.abs(minutes)
  const tense = minutes < 0 ? 'gone' : 'left'
  if (amount >= 2 * 24 * 60) return counted(`time.${tense}.days`, Math.floor(amount / (24 * 60)))
  if (amount >= 2 * 60) return counted(`time.${tense}.hours`, Math.floor(amount / 60))
  return counted(`time.${tense}.minutes`, amount)
}

/** The clock time of a moment in Iran, like 10:42. */
export function clockOf(moment: Date): string {
  return moment.toLocaleTimeString(locale.tag, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })
}

/** The same with its seconds, like 10:42:07. */
export function clockWithSeconds(moment: Date): string {
  return clocks[locale.language]().format(moment)
}

/** Seconds since midnight as a clock: 07:03, or 07:03:12 where seconds matter. */
export function clock(seconds: number, withSeconds = true): string {
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, ...(withSeconds ? [whole % 60] : [])]
  return parts.map((part) => number(part, { minimumIntegerDigits: 2, useGrouping: false })).join(':')
}

/** A length of time in at most two units: 4.5 s, 2 min 5 s, 1 h 3 min. */
export function duration(seconds: number): string {
  if (seconds < 10) return t('time.seconds', { count: Math.round(seconds * 10) / 10 })
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const parts = hours
    ? [t('time.hours', { count: hours }), minutes ? t('time.minutes', { count: minutes }) : '']
    : [minutes ? t('time.minutes', { count: minutes }) : '', rest ? t('time.seconds', { count: rest }) : '']
  return parts.filter(Boolean).join(t('time.and'))
}

function date(moment: Date): string {
  const { day, month, year } = dateParts(moment)
  return [day, month, year].join(' ')
}

/** The date of a moment that is given as a house's own time of day, without a zone: `2027-01-14T07:30:00`. */
export function houseDate(local: string): string {
  // Noon in Greenwich is the same day in Iran, whatever zone the house stands in.
  return date(new Date(`${local.slice(0, 10)}T12:00:00Z`))
}

/** The time of day of such a moment, with its seconds. */
export function houseClock(local: string): string {
  const [hours, minutes, seconds] = local.slice(11, 19).split(':').map(Number)
  return clock((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0))
}

/** Chromium puts the parts of a full Persian date in the wrong order, so sentences are put together from them here. */
function dateParts(moment: Date): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(dates[locale.language]().formatToParts(moment).map(({ type, value }) => [type, value]))
}
