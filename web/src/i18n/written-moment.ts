import { latinDigits } from './digits'
import { dayIn, dayOf, momentInIran, wallTimeInIran, type Calendar } from './jalali'

/** Years before it are of Iran's calendar, as the service reads them, too. */
const firstGregorianYear = 1700
const written = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[\sT،,]+(\d{1,2}):(\d{2}))?$/

/** A moment in Iran's time as people type it: 1405/09/20 23:59, in Latin digits. */
export function writeMoment(moment: Date, calendar: Calendar): string {
  const { day, minutes } = wallTimeInIran(moment)
  const date = dayIn(calendar, day)
  const time = [Math.floor(minutes / 60), minutes % 60].map(twoDigits).join(':')
  return `${date.year}/${twoDigits(date.month)}/${twoDigits(date.day)} ${time}`
}

/** What was typed, in either calendar and any digits; `minutes` since midnight hold where no time was typed. */
export function readMoment(text: string, minutes: number): Date | undefined {
  const found = written.exec(latinDigits(text.trim()))
  if (!found) return undefined
  const [year, month, dayOfMonth, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number]
  const day = dayOf(year < firstGregorianYear ? 'jalali' : 'gregorian', { year, month, day: dayOfMonth })
  const time = found[4] === undefined ? minutes : hour * 60 + minute
  if (day === undefined || time >= 24 * 60 || (minute ?? 0) > 59) return undefined
  return momentInIran({ day, minutes: time })
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
