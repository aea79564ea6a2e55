import { locale, number, t } from './locale.svelte'

const zone = 'Asia/Tehran'
const seconds = { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const
const clocks = { fa: new Intl.DateTimeFormat('fa-IR', seconds), en: new Intl.DateTimeFormat('en-GB', seconds) }

/** A moment as date and clock time in Iran: Jalali in Persian, Gregorian in English. */
export function dateTime(iso: string): string {
  const moment = new Date(iso)
  return `${date(moment)}${locale.language === 'fa' ? '، ' : ', '}${clockOf(moment)}`
}

/** The clock time of a moment in Iran, like 10:42. */
export function clockOf(moment: Date): string {
  return moment.toLocaleTimeString(locale.tag, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })
}

/** The same with its seconds, like 10:42:07. */
export function clockWithSeconds(moment: Date): string {
  return clocks[locale.language].format(moment)
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

/** Chromium puts the parts of a full Persian date in the wrong order, so they are put together here. */
function date(moment: Date): string {
  const calendar = locale.language === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB'
  const format = new Intl.DateTimeFormat(calendar, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' })
  const parts = new Map(format.formatToParts(moment).map((part) => [part.type, part.value]))
  return [parts.get('day'), parts.get('month'), parts.get('year')].join(' ')
}
