import type { Change } from '../api/audit'
import { localDigits } from '../i18n/digits'
import { number } from '../i18n/locale.svelte'
import { dateTime } from '../i18n/time'
import words from './words.json'
import { t } from './words'

export interface Difference {
  field: string
  /** In words; null where nothing was said of it. */
  before: string | null
  after: string | null
}

type Fields = Record<string, unknown>
type Said = keyof typeof words

/** Ids, which tell a reader nothing. */
const unsaid = ['assignment', 'comment', 'student_id', 'instructor_id']

/** What is different after a change, in words. */
export function differences({ before, after, subject_name: told }: Change): Difference[] {
  const [was, is]: [Fields, Fields] = [before ?? {}, after ?? {}]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !unsaid.includes(name))
  return names
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]) && !(is[name] === told && !(name in was)))
    .map((name) => ({
      field: wordOr(`field.${name}`, name),
      before: name in was ? inWords(was[name]) : null,
      after: name in is ? inWords(is[name]) : null,
    }))
}

function wordOr(key: string, otherwise: string): string {
  return key in words ? t(key as Said) : otherwise
}

function inWords(value: unknown): string {
  if (value === null) return t('nothing')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return number(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return dateTime(value)
  return wordOr(`value.${value}`, localDigits(value))
}
